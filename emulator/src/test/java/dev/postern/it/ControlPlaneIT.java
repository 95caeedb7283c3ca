package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.TestApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.UpdateStageResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

/** Tests the REST control plane with AWS's own client. */
@ExtendWith(PosternExtension.class)
class ControlPlaneIT {
  private static final String LAMBDA =
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:us-east-1:000000000000:function:f/invocations";

  private final Running postern;
  private final ApiGatewayClient rest;

  ControlPlaneIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  private TestApi api() {
    return TestApi.create(rest, postern.http());
  }

  private static PatchOperation patch(Op op, String path, String value) {
    return PatchOperation.builder().op(op).path(path).value(value).build();
  }

  @Test
  void errorsHaveTheirSdkClasses() {
    TestApi api = api();
    String pets = api.resource("/pets");

    assertThatThrownBy(() -> rest.getRestApi(r -> r.restApiId("nope")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid API identifier specified 000000000000:nope");
    assertThatThrownBy(() ->
            rest.createResource(
                r -> r.restApiId(api.id()).parentId(api.resource("/")).pathPart("pets")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Another resource with the same parent already has this name: pets");
    assertThatThrownBy(() ->
            rest.updateResource(r ->
                r.restApiId(api.id())
                    .resourceId(pets)
                    .patchOperations(patch(Op.ADD, "/pathPart", "x"))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Please choose supported operations");
  }

  @Test
  void apisAreListedInPages() {
    List<String> mine = List.of(api().id(), api().id(), api().id());

    List<String> seen =
        rest.getRestApisPaginator(r -> r.limit(2)).stream()
            .map(GetRestApisResponse::items)
            .flatMap(List::stream)
            .map(RestApi::id)
            .toList();

    assertThat(seen).containsSubsequence(mine).doesNotHaveDuplicates();
  }

  @Test
  void verbOfTheIntegrationIsNotThatOfTheMethod() {
    TestApi api = api();
    rest.putMethod(r ->
        r.restApiId(api.id())
            .resourceId(api.resource("/pets"))
            .httpMethod("GET")
            .authorizationType("NONE"));

    PutIntegrationResponse integration =
        rest.putIntegration(r ->
            r.restApiId(api.id())
                .resourceId(api.resource("/pets"))
                .httpMethod("GET")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(LAMBDA));

    assertThat(integration.httpMethod()).isEqualTo("POST");
    assertThat(integration.timeoutInMillis()).isEqualTo(29_000);
    assertThat(integration.cacheKeyParameters()).isEmpty();
    assertThat(
            rest.getResource(
                    r -> r.restApiId(api.id()).resourceId(api.resource("/pets")).embed("methods"))
                .resourceMethods())
        .containsOnlyKeys("GET");
  }

  @Test
  void stageIsPatched() {
    TestApi api = api().mock("GET", "/", "x");
    api.deploy("dev");

    UpdateStageResponse stage =
        rest.updateStage(r ->
            r.restApiId(api.id())
                .stageName("dev")
                .patchOperations(
                    patch(Op.REPLACE, "/*/*/throttling/burstLimit", "7"),
                    patch(Op.REPLACE, "/variables/a", "1"),
                    patch(Op.REPLACE, "/canarySettings/percentTraffic", "0.5")));

    assertThat(stage.methodSettings()).containsOnlyKeys("*/*");
    assertThat(stage.variables()).containsOnly(entry("a", "1"));
    assertThat(stage.canarySettings().percentTraffic()).isEqualTo(0.5);
    assertThat(rest.getStages(r -> r.restApiId(api.id())).item()).hasSize(1);
    assertThat(
            rest.getDeployment(r ->
                    r.restApiId(api.id()).deploymentId(stage.deploymentId()).embed("apisummary"))
                .apiSummary())
        .containsOnlyKeys("/");
  }

  @Test
  void tagsAreSetByArn() {
    TestApi api = api();
    String arn = "arn:aws:apigateway:us-east-1::/restapis/" + api.id();

    rest.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
    rest.untagResource(r -> r.resourceArn(arn).tagKeys("a"));

    assertThat(rest.getTags(r -> r.resourceArn(arn)).tags()).containsOnly(entry("b", "2"));
  }

  @Test
  void allGatewayResponsesAreListed() {
    TestApi api = api();

    rest.putGatewayResponse(
        r -> r.restApiId(api.id()).responseType("DEFAULT_5XX").statusCode("555"));

    assertThat(rest.getGatewayResponses(r -> r.restApiId(api.id())).items())
        .hasSize(21)
        .filteredOn(response -> "555".equals(response.statusCode()))
        .extracting(GatewayResponse::responseTypeAsString)
        .contains("DEFAULT_5XX", "INTEGRATION_TIMEOUT");
  }

  @Test
  void methodsNameAuthorizersValidatorsAndModels() {
    TestApi api = api();
    String authorizer =
        rest.createAuthorizer(r ->
                r.restApiId(api.id())
                    .name("guard")
                    .type("TOKEN")
                    .authorizerUri(LAMBDA)
                    .identitySource("method.request.header.Authorization"))
            .id();
    String validator = rest.createRequestValidator(r -> r.restApiId(api.id()).name("v")).id();
    rest.createModel(r ->
        r.restApiId(api.id())
            .name("Pet")
            .contentType("application/json")
            .schema("{\"type\":\"object\"}"));

    rest.putMethod(r ->
        r.restApiId(api.id())
            .resourceId(api.resource("/"))
            .httpMethod("POST")
            .authorizationType("CUSTOM")
            .authorizerId(authorizer)
            .requestValidatorId(validator)
            .requestModels(Map.of("application/json", "Pet")));

    assertThatThrownBy(() -> rest.deleteModel(r -> r.restApiId(api.id()).modelName("Pet")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is referenced in method request: //POST");
  }

  @Test
  void usagePlanHoldsStagesAndKeys() {
    TestApi api = api().mock("GET", "/", "x");
    api.deploy("dev");
    String key = rest.createApiKey(r -> r.name("mine").enabled(true)).id();
    String plan = rest.createUsagePlan(r -> r.name("gold")).id();

    UpdateUsagePlanResponse updated =
        rest.updateUsagePlan(r ->
            r.usagePlanId(plan)
                .patchOperations(
                    patch(Op.ADD, "/apiStages", api.id() + ":dev"),
                    patch(Op.REPLACE, "/throttle/rateLimit", "200")));
    rest.createUsagePlanKey(r -> r.usagePlanId(plan).keyId(key).keyType("API_KEY"));

    assertThat(updated.apiStages()).hasSize(1);
    assertThat(updated.throttle().rateLimit()).isEqualTo(200.0);
    assertThat(rest.getUsagePlanKeys(r -> r.usagePlanId(plan)).items())
        .extracting(UsagePlanKey::name)
        .containsExactly("mine");
    assertThat(rest.getApiKeys(r -> r.nameQuery("mi").includeValues(true)).items())
        .extracting(ApiKey::value)
        .allMatch(value -> value.length() == 40);
  }
}
