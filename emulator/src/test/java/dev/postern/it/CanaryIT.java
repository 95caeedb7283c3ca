package dev.postern.it;

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

/** The canary of a stage takes its share of the requests. */
@ExtendWith(PosternExtension.class)
class CanaryIT {
  private static final String TEMPLATE =
      "%s $stageVariables.a $stageVariables.b $context.isCanaryRequest $context.deploymentId|";

  private final Running postern;
  private final ApiGatewayClient rest;
  private final TestApi api;
  private final String stable;

  CanaryIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
    this.api = TestApi.create(rest, postern.http()).mock("GET", "/", TEMPLATE.formatted("one"));
    this.stable = api.deploy("prod", Map.of("a", "1", "b", "2"));
  }

  @Test
  void aStageWithoutCanarySaysNothingOfOne() {
    assertThat(api.get("/prod").bodyText()).isEqualTo("one 1 2  " + stable + "|");
  }

  @Test
  void allRequestsOrNoneGoToTheCanary() {
    String canary = deployCanary(100.0);

    assertThat(api.get("/prod").bodyText()).isEqualTo("two 9 2 true " + canary + "|");

    update(replace("/canarySettings/percentTraffic", "0.0"));

    assertThat(api.get("/prod").bodyText()).isEqualTo("one 1 2 false " + stable + "|");
  }

  @Test
  void halfOfTheRequestsGoToTheCanary() {
    String canary = deployCanary(50.0);
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      HttpResponse answer = api.get("/prod");
      assertThat(answer.bodyText())
          .isIn("one 1 2 false " + stable + "|", "two 9 2 true " + canary + "|");
      taken += answer.bodyText().startsWith("two") ? 1 : 0;
    }

    // One run in a billion is beyond this.
    assertThat(taken).isBetween(55, 145);
  }

  @Test
  void theCanaryIsPromotedAndRemoved() {
    String canary = deployCanary(50.0);

    update(
        replace("/canarySettings/percentTraffic", "0.0"),
        copy("/canarySettings/stageVariableOverrides", "/variables"),
        copy("/canarySettings/deploymentId", "/deploymentId"));
    assertThat(api.get("/prod").bodyText()).isEqualTo("two 9 2 false " + canary + "|");

    update(PatchOperation.builder().op(Op.REMOVE).path("/canarySettings").build());
    assertThat(api.get("/prod").bodyText()).isEqualTo("two 9 2  " + canary + "|");
  }

  @Test
  void theCanaryIsLoggedApartAndWithItsStage() {
    rest.updateAccount(r ->
        r.patchOperations(replace("/cloudwatchRoleArn", "arn:aws:iam::000000000000:role/logs")));
    String access = "access-" + api.id();
    update(
        replace("/*/*/logging/loglevel", "INFO"),
        replace(
            "/accessLogSettings/destinationArn",
            "arn:aws:logs:us-east-1:000000000000:log-group:" + access),
        replace("/accessLogSettings/format", "$context.requestId $context.isCanaryRequest"));
    deployCanary(100.0);
    String ofCanary = api.get("/prod").headers().first("x-amzn-RequestId").orElseThrow();
    update(replace("/canarySettings/percentTraffic", "0.0"));
    String ofStage = api.get("/prod").headers().first("x-amzn-RequestId").orElseThrow();

    assertThat(log(access)).contains(ofCanary + " true", ofStage + " false");
    assertThat(log(access + "/Canary")).contains(ofCanary + " true").doesNotContain(ofStage);
    String execution = "API-Gateway-Execution-Logs_" + api.id() + "/prod";
    assertThat(log(execution)).contains(ofCanary, ofStage);
    assertThat(log(execution + "/Canary")).contains(ofCanary).doesNotContain(ofStage);
    assertThat(postern.http().get("localhost", "/_postern/metrics").bodyText())
        .contains("Stage=\"prod/Canary\"");
  }

  private String log(String group) {
    return postern.http().get("localhost", "/_postern/logs/" + group).bodyText();
  }

  /** A new deployment with another template, as the canary. */
  private String deployCanary(double percent) {
    rest.updateIntegrationResponse(r ->
        r.restApiId(api.id())
            .resourceId(api.resource("/"))
            .httpMethod("GET")
            .statusCode("200")
            .patchOperations(
                replace("/responseTemplates/application~1json", TEMPLATE.formatted("two"))));
    return rest.createDeployment(r ->
            r.restApiId(api.id())
                .stageName("prod")
                .canarySettings(
                    c -> c.percentTraffic(percent).stageVariableOverrides(Map.of("a", "9"))))
        .id();
  }

  private void update(PatchOperation... operations) {
    rest.updateStage(r -> r.restApiId(api.id()).stageName("prod").patchOperations(operations));
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private static PatchOperation copy(String from, String path) {
    return PatchOperation.builder().op(Op.COPY).from(from).path(path).build();
  }
}
