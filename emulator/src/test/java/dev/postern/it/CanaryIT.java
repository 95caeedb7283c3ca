package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.TestApi;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Tests that the canary of a stage gets its share of the requests. */
class CanaryIT {
  private static final Chance CHANCE = new Chance();
  private static final Running POSTERN = PosternExtension.withCanaryChance(CHANCE);
  private static final String TEMPLATE =
      "%s $stageVariables.a $stageVariables.b $context.isCanaryRequest $context.deploymentId|";

  private final ApiGatewayClient rest = POSTERN.clients().rest();
  private final TestApi api =
      TestApi.create(rest, POSTERN.http()).mock("GET", "/", TEMPLATE.formatted("one"));
  private final String stable = api.deploy("prod", Map.of("a", "1", "b", "2"));

  /** Returns the given doubles in turn, then zeros. */
  private static final class Chance implements RandomGenerator {
    private final Queue<Double> next = new ConcurrentLinkedQueue<>();

    void next(double... doubles) {
      Arrays.stream(doubles).forEach(next::add);
    }

    @Override
    public double nextDouble() {
      Double given = next.poll();
      return given == null ? 0 : given;
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("only doubles are asked for");
    }
  }

  @AfterAll
  static void close() {
    POSTERN.close();
  }

  @Test
  void isCanaryRequestIsEmptyWithoutACanary() {
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
  void requestGoesToTheCanaryIfItsChanceIsBelowTheShare() {
    String canary = deployCanary(50.0);
    String ofStage = "one 1 2 false " + stable + "|";
    String ofCanary = "two 9 2 true " + canary + "|";
    CHANCE.next(0, 0.499, 0.5, 0.999);

    List<String> answers = Stream.generate(() -> api.get("/prod").bodyText()).limit(4).toList();

    assertThat(answers).containsExactly(ofCanary, ofCanary, ofStage, ofStage);
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
  void theCanaryHasLogGroupsOfItsOwnAndThoseOfItsStage() {
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
    assertThat(POSTERN.http().get("localhost", "/_postern/metrics").bodyText())
        .contains("Stage=\"prod/Canary\"");
  }

  private String log(String group) {
    return POSTERN.http().get("localhost", "/_postern/logs/" + group).bodyText();
  }

  /** Deploys another template as the canary. */
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
