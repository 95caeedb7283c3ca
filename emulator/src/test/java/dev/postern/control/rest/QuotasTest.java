package dev.postern.control.rest;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Limits;
import dev.postern.aws.Quota;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDomainNameRequest;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.CreateVpcLinkRequest;
import software.amazon.awssdk.services.apigateway.model.GenerateClientCertificateRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;

class QuotasTest {
  private static RestFixture with(Quota quota, long most) {
    return new RestFixture(Limits.AWS.with(quota, most));
  }

  private static String reached(String things, String holder) {
    return "Maximum number of %1$s for this %2$s has been reached.  Please contact AWS if you need additional %1$s."
        .formatted(things, holder);
  }

  private static String tooLong(String thing, int most) {
    return "The %s exceeds the maximum of %d characters.".formatted(thing, most);
  }

  private static CreateRestApiRequest api(String endpointType) {
    return CreateRestApiRequest.builder()
        .name("a")
        .endpointConfiguration(e -> e.typesWithStrings(endpointType))
        .build();
  }

  @Test
  void apisAreCountedByEndpointTypeAndCaller() {
    RestFixture rest = with(Quota.EDGE_OPTIMIZED_APIS, 1);
    rest.<SdkPojo>call(api("EDGE"));

    rest.refused(api("EDGE"), 429, reached("APIs", "account"));
    CreateRestApiResponse regional = rest.call(api("REGIONAL"));
    rest.refused(
        UpdateRestApiRequest.builder()
            .restApiId(regional.id())
            .patchOperations(patches("replace /endpointConfiguration/types/REGIONAL EDGE"))
            .build(),
        429,
        reached("APIs", "account"));
    CreateRestApiResponse elsewhere =
        rest.call(RestFixture.caller("000000000000", "us-east-1"), api("EDGE"));
    assertThat(elsewhere.id()).isNotNull();
  }

  @Test
  void certificatesLinksAndDomainNamesAreCounted() {
    RestFixture certificates = with(Quota.CLIENT_CERTIFICATES, 0);
    RestFixture links = with(Quota.VPC_LINKS, 0);
    RestFixture domains = with(Quota.PUBLIC_DOMAIN_NAMES, 0);

    certificates.refused(
        GenerateClientCertificateRequest.builder().build(),
        429,
        reached("Client Certificates", "account"));
    links.refused(
        CreateVpcLinkRequest.builder()
            .name("link")
            .targetArns(
                "arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/n/0123456789abcdef")
            .build(),
        429,
        reached("Vpc Links", "account"));
    domains.refused(
        CreateDomainNameRequest.builder()
            .domainName("api.example.com")
            .regionalCertificateArn(
                "arn:aws:acm:eu-west-1:000000000000:certificate/12345678-1234-1234-1234-123456789012")
            .endpointConfiguration(e -> e.typesWithStrings("REGIONAL"))
            .build(),
        429,
        reached("Domain Names", "account"));
  }

  @Test
  void stagesOfAnApiAreCounted() {
    RestFixture rest = with(Quota.STAGES_PER_API, 1);
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");

    rest.refused(
        CreateDeploymentRequest.builder().restApiId(api.id()).stageName("test").build(),
        429,
        reached("Stages", "API"));
    assertThat(rest.deploy(api.id(), "dev").id()).isNotNull();
  }

  @Test
  void authorizersOfAnApiAreCounted() {
    RestFixture rest = with(Quota.AUTHORIZERS_PER_API, 0);

    rest.refused(
        CreateAuthorizerRequest.builder()
            .restApiId(rest.api().id())
            .name("a")
            .type("COGNITO_USER_POOLS")
            .build(),
        429,
        reached("Authorizers", "API"));
  }

  @Test
  void keysPlansAndPlansOfAKeyAreCounted() {
    RestFixture rest =
        new RestFixture(
            Limits.AWS
                .with(Quota.API_KEYS, 1)
                .with(Quota.USAGE_PLANS, 2)
                .with(Quota.USAGE_PLANS_PER_API_KEY, 1));
    CreateApiKeyRequest key = CreateApiKeyRequest.builder().name("k").build();
    CreateUsagePlanRequest plan = CreateUsagePlanRequest.builder().name("p").build();
    String keyId = rest.<CreateApiKeyResponse>call(key).id();
    String gold = rest.<CreateUsagePlanResponse>call(plan).id();
    String silver = rest.<CreateUsagePlanResponse>call(plan).id();
    CreateUsagePlanKeyRequest add =
        CreateUsagePlanKeyRequest.builder()
            .usagePlanId(gold)
            .keyId(keyId)
            .keyType("API_KEY")
            .build();
    rest.<SdkPojo>call(add);

    rest.refused(key, 429, reached("API Keys", "account"));
    rest.refused(plan, 429, reached("Usage Plans", "account"));
    rest.refused(
        add.toBuilder().usagePlanId(silver).build(), 429, reached("Usage Plans", "API Key"));
  }

  @Test
  void lengthsAreLimited() {
    RestFixture rest = new RestFixture();
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");
    String policy = "{\"Statement\":[],\"Id\":\"" + "x".repeat(8_192) + "\"}";
    UpdateStageRequest stage =
        UpdateStageRequest.builder().restApiId(api.id()).stageName("dev").build();

    rest.refused(
        CreateRestApiRequest.builder().name("a").policy(policy).build(),
        429,
        tooLong("resource policy", 8_192));
    rest.refused(
        stage.toBuilder()
            .patchOperations(patches("replace /variables/a " + "x".repeat(513)))
            .build(),
        429,
        tooLong("value of a stage variable", 512));
    rest.refused(
        stage.toBuilder()
            .patchOperations(patches("replace /variables/" + "x".repeat(65) + " 1"))
            .build(),
        429,
        tooLong("key of a stage variable", 64));
    rest.refused(
        stage.toBuilder()
            .patchOperations(patches("replace /accessLogSettings/format " + "x".repeat(3_073)))
            .build(),
        429,
        tooLong("access log format", 3_072));
    rest.refused(
        PutIntegrationRequest.builder()
            .restApiId(api.id())
            .resourceId(api.rootResourceId())
            .httpMethod("GET")
            .type("MOCK")
            .requestTemplates(Map.of("application/json", "x".repeat(307_201)))
            .build(),
        429,
        tooLong("mapping template", 307_200));
    rest.refused(
        CreateModelRequest.builder()
            .restApiId(api.id())
            .name("Big")
            .contentType("application/json")
            .schema("{\"description\":\"" + "x".repeat(409_600) + "\"}")
            .build(),
        429,
        tooLong("models of an API", 409_600));
  }

  @Test
  void stageVariablesAndTagsAreCounted() {
    RestFixture rest = new RestFixture();
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");

    rest.refused(
        CreateDeploymentRequest.builder()
            .restApiId(api.id())
            .stageName("dev")
            .variables(many(101))
            .build(),
        429,
        reached("Stage Variables", "Stage"));
    rest.refused(
        TagResourceRequest.builder()
            .resourceArn("arn:aws:apigateway:eu-west-1::/restapis/" + api.id())
            .tags(many(51))
            .build(),
        429,
        reached("Tags", "resource"));
  }

  @Test
  void relaxedLimitsLiftAllQuotas() {
    RestFixture rest = new RestFixture(Limits.RELAXED);
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");

    for (int i = 0; i < 20; i++) {
      rest.deploy(api.id(), "stage" + i);
    }

    assertThat(rest.state(api.id()).stages()).hasSize(20);
    assertThat(Limits.RELAXED.quotas()).isEmpty();
    assertThat(Limits.AWS.quotas()).hasSameSizeAs(Quota.values());
  }

  private static Map<String, String> many(int count) {
    return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, _ -> "v"));
  }
}
