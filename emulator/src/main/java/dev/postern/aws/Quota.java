package dev.postern.aws;

/**
 * AWS's quotas on the number or length of things. Operations check them through {@link Limits},
 * which can lift each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">
 *     Quotas for configuring and running a REST API in API Gateway</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-restrictions.html">
 *     Tagging restrictions for API Gateway resources</a>
 */
public enum Quota {
  REGIONAL_APIS(600, "APIs", "account"),
  EDGE_OPTIMIZED_APIS(120, "APIs", "account"),
  PRIVATE_APIS(600, "APIs", "account"),
  API_KEYS(10_000, "API Keys", "account"),
  USAGE_PLANS(300, "Usage Plans", "account"),
  REQUESTS_PER_SECOND(10_000, "requests per second", "account"),
  /** The burst that is allowed beside {@link #REQUESTS_PER_SECOND}. */
  REQUESTS_AT_ONCE(5_000, "requests at once", "account"),
  USAGE_PLANS_PER_API_KEY(10, "Usage Plans", "API Key"),
  CLIENT_CERTIFICATES(60, "Client Certificates", "account"),
  VPC_LINKS(20, "Vpc Links", "account"),
  PUBLIC_DOMAIN_NAMES(120, "Domain Names", "account"),
  PRIVATE_DOMAIN_NAMES(50, "Domain Names", "account"),
  DOMAIN_NAME_ACCESS_ASSOCIATIONS(100, "Domain Name Access Associations", "account"),
  MULTI_LEVEL_MAPPINGS_PER_DOMAIN(200, "Base Path Mappings", "Domain Name"),
  RESOURCES_PER_API(300, "Resources", "API"),
  STAGES_PER_API(10, "Stages", "API"),
  AUTHORIZERS_PER_API(10, "Authorizers", "API"),
  DOCUMENTATION_PARTS_PER_API(2_000, "Documentation Parts", "API"),
  STAGE_VARIABLES_PER_STAGE(100, "Stage Variables", "Stage"),
  TAGS_PER_RESOURCE(50, "Tags", "resource"),

  STAGE_VARIABLE_KEY(64, "key of a stage variable"),
  STAGE_VARIABLE_VALUE(512, "value of a stage variable"),
  RESOURCE_POLICY(8_192, "resource policy"),
  MAPPING_TEMPLATE(307_200, "mapping template"),
  ACCESS_LOG_FORMAT(3_072, "access log format"),
  /** The total length of all models of an API. */
  MODELS_OF_AN_API(409_600, "models of an API");

  private final long max;
  private final String thing;
  private final String holder;

  /** Makes a quota on the number of things that a holder may have. */
  Quota(long max, String things, String holder) {
    this.max = max;
    this.thing = things;
    this.holder = holder;
  }

  /** Makes a quota on a length in characters. */
  Quota(long max, String thing) {
    this(max, thing, "");
  }

  /** Returns AWS's default maximum. */
  public long max() {
    return max;
  }

  /** Returns the limited thing as error texts name it; the plural if things are counted. */
  public String thing() {
    return thing;
  }

  /** Returns the kind of holder that the maximum applies to, or {@code ""} for a length. */
  public String holder() {
    return holder;
  }
}
