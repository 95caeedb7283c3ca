package dev.postern.aws;

/**
 * AWS's quotas on how much there may be of something, and how long it may be. Operations hold them
 * through {@link Limits}, where each can be lifted.
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
  /** All models of an API together. */
  MODELS_OF_AN_API(409_600, "models of an API");

  private final long most;
  private final String thing;
  private final String holder;

  /** A number of things that a holder may have. */
  Quota(long most, String things, String holder) {
    this.most = most;
    this.thing = things;
    this.holder = holder;
  }

  /** A length in characters. */
  Quota(long most, String thing) {
    this(most, thing, "");
  }

  /** AWS's default. */
  public long most() {
    return most;
  }

  /** What it is a quota of, as texts name it: in the plural what is counted. */
  public String thing() {
    return thing;
  }

  /** What has the things that are counted, or {@code ""} for a length. */
  public String holder() {
    return holder;
  }
}
