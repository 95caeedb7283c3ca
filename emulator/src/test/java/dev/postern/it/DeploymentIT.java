package dev.postern.it;

import static dev.postern.testing.TestApi.mocked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Tests when changes to APIs and stages become visible. */
@ExtendWith(PosternExtension.class)
class DeploymentIT {
  private final Running postern;
  private final ApiGatewayClient rest;

  DeploymentIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  @Test
  void undeployedChangesAreInvisible() {
    TestApi api = api().mock("GET", "/pets", "one");
    api.deploy("dev");

    api.mock("GET", "/toys", "toys");
    rest.updateIntegrationResponse(r ->
        r.restApiId(api.id())
            .resourceId(api.resource("/pets"))
            .httpMethod("GET")
            .statusCode("200")
            .patchOperations(replace("/responseTemplates/application~1json", "two")));

    assertThat(api.get("/dev/pets").bodyText()).isEqualTo("one");
    assertThat(api.get("/dev/toys").status()).isEqualTo(403);

    api.deploy("dev");

    assertThat(api.get("/dev/pets").bodyText()).isEqualTo("two");
    assertThat(api.get("/dev/toys").bodyText()).isEqualTo("toys");
  }

  @Test
  void stageIsRolledBackByPointingAtAnOlderDeployment() {
    TestApi api = api().mock("GET", "/", "one");
    String first = api.deploy("prod");
    rest.updateIntegrationResponse(r ->
        r.restApiId(api.id())
            .resourceId(api.resource("/"))
            .httpMethod("GET")
            .statusCode("200")
            .patchOperations(replace("/responseTemplates/application~1json", "two")));
    api.deploy("prod");
    assertThat(api.get("/prod").bodyText()).isEqualTo("two");

    rest.updateStage(r ->
        r.restApiId(api.id()).stageName("prod").patchOperations(replace("/deploymentId", first)));

    assertThat(api.get("/prod").bodyText()).isEqualTo("one");
  }

  @Test
  void stageVariablesActWithoutRedeploymentAndDifferByStage() {
    TestApi api = api().mock("GET", "/", "$stageVariables.color ${stageVariables['size']}|");
    api.deploy("dev", Map.of("color", "red", "size", "XL"));
    api.deploy("prod", Map.of("color", "blue"));

    assertThat(api.get("/dev").bodyText()).isEqualTo("red XL|");
    assertThat(api.get("/prod").bodyText()).isEqualTo("blue |");

    rest.updateStage(r ->
        r.restApiId(api.id())
            .stageName("dev")
            .patchOperations(replace("/variables/color", "green")));

    assertThat(api.get("/dev").bodyText()).isEqualTo("green XL|");
  }

  @Test
  void deletedStageAndDeletedApiAnswerForbidden() {
    TestApi api = api().mock("GET", "/", "here");
    api.deploy("dev");
    api.deploy("prod");

    rest.deleteStage(r -> r.restApiId(api.id()).stageName("dev"));
    HttpResponse stageGone = api.get("/dev");
    assertThat(api.get("/prod").status()).isEqualTo(200);
    rest.deleteRestApi(r -> r.restApiId(api.id()));
    HttpResponse apiGone = api.get("/prod");

    for (HttpResponse gone : new HttpResponse[] {stageGone, apiGone}) {
      assertThat(gone.status()).isEqualTo(403);
      assertThat(gone.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
      assertThat(gone.headers().first("x-amzn-ErrorType")).contains("ForbiddenException");
    }
  }

  @Test
  void malformedTemplateFailsAtTheRequest() {
    TestApi api = api();
    api.method("GET", "/", i -> mocked(i, "#if(true {\"statusCode\": 200}"));
    api.response("GET", "/", "200", r -> {});
    api.deploy("dev");

    HttpResponse answer = api.get("/dev");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
    assertThat(answer.headers().first("x-amzn-ErrorType")).contains("InternalServerErrorException");
  }

  @Test
  void customIdIsKept() {
    TestApi api =
        TestApi.create(rest, postern.http(), r -> r.tags(Map.of("_custom_id_", "mypetstore")))
            .mock("GET", "/", "ok");
    api.deploy("dev");

    assertThat(api.id()).isEqualTo("mypetstore");
    assertThat(api.get("/dev").bodyText()).isEqualTo("ok");
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private TestApi api() {
    return TestApi.create(rest, postern.http());
  }
}
