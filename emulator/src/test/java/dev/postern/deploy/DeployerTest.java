package dev.postern.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.AccountId;
import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.StageName;
import dev.postern.aws.error.AwsException;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.CreationOrder;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.PlanKey;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.control.state.RestApiState.Deployed;
import dev.postern.deploy.rest.DraftInvocations;
import dev.postern.deploy.rest.Reporting;
import dev.postern.deploy.rest.RestApiCompiler;
import dev.postern.deploy.rest.TestBackends;
import dev.postern.execute.ManualLoop;
import dev.postern.execute.Pipeline;
import dev.postern.execute.Plan;
import dev.postern.execute.TestExchange;
import dev.postern.execute.cache.ResponseCaches;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.LiveStage;
import dev.postern.execute.live.RouteTree;
import dev.postern.execute.observe.Inspector;
import dev.postern.limit.MemoryUsageCounters;
import dev.postern.limit.TrafficLimits;
import dev.postern.report.LambdaLogs;
import dev.postern.report.LogGroup;
import dev.postern.report.LogGroups;
import dev.postern.report.MetricSet;
import dev.postern.report.Metrics;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Outcome;
import dev.postern.testing.RecordingRunner;
import dev.postern.testing.TestFunctions;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CanarySettings;
import software.amazon.awssdk.services.apigateway.model.Deployment;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Stage;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What is published is what requests see. */
class DeployerTest {
  private static final String TRACE = "Root=1-a-b;Parent=c;Sampled=0";
  private static final Vertx VERTX = Vertx.vertx();
  private static final ApiId API = new ApiId("a1b2c3d4e5");
  private static final RestApiContent CONTENT = TestBackends.content(m -> m);
  private static final RestApiContent OTHER = TestBackends.content(m -> m.operationName("other"));

  private final Directory directory = new Directory();
  private final RecordingRunner runner = new RecordingRunner();
  private final RestApiCompiler compiler =
      new RestApiCompiler(TestBackends.of(VERTX, directory, runner));
  private final LogGroups groups = new LogGroups();
  private final Metrics metrics = new Metrics();
  private final Inspector inspector = new Inspector(5, TestBackends.CLOCK);
  private final Deployer deployer =
      new Deployer(
          directory,
          compiler,
          runner,
          new Reporting(groups, metrics, inspector, false, TestBackends.CLOCK),
          () -> 0,
          new TrafficLimits(new MemoryUsageCounters(), () -> 0, null),
          new ResponseCaches(1 << 20, () -> 0));

  @AfterEach
  void closeGroups() {
    groups.close();
  }

  @AfterAll
  static void close() {
    var _ = VERTX.close();
  }

  @Test
  void publishedStageServesItsDeployment() {
    deployer.publish(state(s -> s.variables(Map.of("v", "w"))));

    assertThat(stage().release().deploymentId()).isEqualTo("d1");
    assertThat(stage().release().variables()).isEqualTo(Map.of("v", "w"));
    assertThat(stage().release().canaryRequest()).isNull();
    assertThat(plan(stage()).operationName()).isEmpty();
    assertThat(plan(stage()).resourcePath()).isEqualTo("/pets");
  }

  @Test
  void changedSettingKeepsWhatTheDeploymentCompiledTo() {
    deployer.publish(state(s -> s));
    Object before = plan(stage()).phases().getLast();

    deployer.publish(state(s -> s.variables(Map.of("v", "w"))));

    assertThat(plan(stage()).phases().getLast()).isSameAs(before);
    assertThat(stage().release().variables()).containsKey("v");
  }

  @Test
  void changedKeysAndPlansHoldForTheNextRequestWithoutADeployment() {
    RestApiContent keyed =
        TestBackends.content(m ->
            m.apiKeyRequired(true)
                .methodResponses(
                    Map.of("200", MethodResponse.builder().statusCode("200").build())));
    deployer.publish(
        state(s -> s)
            .withDeployments(
                CreationOrder.<Deployed>empty()
                    .plus("d1", new Deployed(Deployment.builder().build(), keyed))));
    AccountState account =
        AccountState.of(TestBackends.OWNER)
            .withApiKey(ApiKey.builder().id("k1").value("v1").enabled(true).build())
            .withUsagePlan(
                UsagePlan.builder()
                    .id("p1")
                    .apiStages(ApiStage.builder().apiId(API.value()).stage("dev").build())
                    .build());
    deployer.publish(account);
    int before = status("v1");
    deployer.publish(
        account.withKeysOf(
            "p1",
            account
                .keysOf("p1")
                .plus("k1", new PlanKey("k1", LocalDate.parse("2026-03-10"), null))));
    int after = status("v1");
    deployer.publish(account.withoutUsagePlan("p1"));

    assertThat(before).isEqualTo(403);
    assertThat(after).isEqualTo(200);
    assertThat(status("v1")).isEqualTo(403);
  }

  @Test
  void redeployedStageServesTheOtherDeployment() {
    deployer.publish(state(s -> s));

    deployer.publish(state(s -> s.deploymentId("d2")));

    assertThat(plan(stage()).operationName()).isEqualTo("other");
  }

  @Test
  void sameDeploymentIdWithOtherContentIsCompiledAnew() {
    deployer.publish(state(s -> s));

    deployer.publish(
        state(s -> s)
            .withDeployments(
                CreationOrder.<Deployed>empty()
                    .plus("d1", new Deployed(Deployment.builder().build(), OTHER))));

    assertThat(plan(stage()).operationName()).isEqualTo("other");
  }

  @Test
  void canaryServesItsDeploymentWithItsVariables() {
    deployer.publish(
        state(s ->
            s.variables(Map.of("v", "production", "w", "both"))
                .canarySettings(
                    CanarySettings.builder()
                        .percentTraffic(10.0)
                        .deploymentId("d2")
                        .stageVariableOverrides(Map.of("v", "canary"))
                        .build())));

    LiveStage.Canary canary = Objects.requireNonNull(stage().canary());
    assertThat(canary.percent()).isEqualTo(10.0);
    assertThat(plan(canary.stage()).operationName()).isEqualTo("other");
    assertThat(canary.stage().release().variables()).isEqualTo(Map.of("v", "canary", "w", "both"));
    assertThat(canary.stage().release().canaryRequest()).isTrue();
    assertThat(stage().release().canaryRequest()).isFalse();
  }

  @Test
  void withdrawnApiIsGone() {
    deployer.publish(state(s -> s));

    deployer.withdrawRestApi(TestBackends.OWNER, "a1b2c3d4e5");

    assertThat(directory.api(API)).isEmpty();
  }

  @Test
  void idOfAnotherAccountsApiIsTaken() {
    deployer.publish(state(s -> s));
    Caller other = new Caller(new AccountId("999999999999"), new Region("eu-west-1"));

    assertThatThrownBy(() -> deployer.publish(RestApiState.of(other, CONTENT, Map.of())))
        .isInstanceOf(AwsException.class);
  }

  @Test
  void methodIsCountedAndInspected() {
    deployer.publish(state(s -> s));

    run();

    MetricSet counted =
        metrics.of(Metrics.Dimensions.of(TestBackends.OWNER, "pets", "a1b2c3d4e5", "dev"));
    assertThat(counted.count()).isEqualTo(1);
    assertThat(inspector.latest()).hasSize(1);
    assertThat(groups.groups()).isEmpty();
  }

  @Test
  void methodIsLoggedAsItsStageSays() {
    deployer.publish(
        state(s ->
            s.methodSettings(Map.of("*/*", MethodSetting.builder().loggingLevel("INFO").build()))
                .accessLogSettings(a ->
                    a.destinationArn("arn:aws:logs:eu-west-1:123456789012:log-group:access:*")
                        .format("$context.status"))));

    run();

    assertThat(groups.groups())
        .extracting(LogGroup::name)
        .containsExactlyInAnyOrder("API-Gateway-Execution-Logs_a1b2c3d4e5/dev", "access");
  }

  @Test
  void settingOfTheMethodWinsOverTheOneOfAll() {
    deployer.publish(
        state(s ->
            s.methodSettings(
                Map.of(
                    "*/*", MethodSetting.builder().loggingLevel("INFO").build(),
                    "pets/GET", MethodSetting.builder().loggingLevel("OFF").build()))));

    run();

    assertThat(groups.groups()).isEmpty();
  }

  @Test
  void publishedFunctionIsReplacedInTheRunner() {
    deployer.publish(function(new FunctionState.Code.Zip(new byte[] {1}, "sha")));

    FunctionSpec spec = directory.function(TestFunctions.ARN).orElseThrow().spec();
    assertThat(spec.code()).isInstanceOf(FunctionSpec.CodePackage.Zip.class);
    assertThat(spec.timeout()).hasSeconds(3);
    assertThat(spec.architecture()).isEqualTo("x86_64");
    assertThat(runner.calls())
        .containsExactly(
            "retire " + TestFunctions.ARN + " but " + spec.revision(),
            "prepare " + TestFunctions.ARN);
  }

  @Test
  void functionOfAnImageHasNoOverridesOfItsOwn() {
    deployer.publish(function(new FunctionState.Code.Image("pets:1")));

    assertThat(directory.function(TestFunctions.ARN).orElseThrow().spec().code())
        .isEqualTo(new FunctionSpec.CodePackage.Image("pets:1", List.of(), List.of(), null));
  }

  @Test
  void withdrawnFunctionsEnd() {
    deployer.publish(function(new FunctionState.Code.Image("pets:1")));

    deployer.withdrawFunction(TestBackends.OWNER, "pets");

    assertThat(directory.function(TestFunctions.ARN)).isEmpty();
    assertThat(runner.calls()).last().isEqualTo("remove " + TestFunctions.ARN);
  }

  @Test
  void clearForgetsApisAndFunctions() {
    deployer.publish(state(s -> s));
    deployer.publish(function(new FunctionState.Code.Image("pets:1")));

    deployer.clear();

    assertThat(directory.api(API)).isEmpty();
    assertThat(runner.calls()).last().isEqualTo("remove " + TestFunctions.ARN);
  }

  @Test
  void invokeAnswersWhatTheFunctionAnswers() {
    RunnerInvoker invoker = invoker();
    FunctionState function = function(new FunctionState.Code.Image("pets:1"));

    runner.answering(new Outcome.Success("ok".getBytes(UTF_8)));
    assertThat(invoker.invoke(function, new byte[0], "e30=", TRACE).error()).isNull();
    assertThat(runner.invocations().getFirst().clientContext()).isEqualTo("{}");
    assertThat(runner.invocations().getFirst().traceId()).isEqualTo(TRACE);

    runner.answering(new Outcome.FunctionError("bad".getBytes(UTF_8)));
    assertThat(invoker.invoke(function, new byte[0], null, TRACE).error()).isEqualTo("Unhandled");

    runner.answering(new Outcome.TimedOut("late".getBytes(UTF_8)));
    assertThat(invoker.invoke(function, new byte[0], null, TRACE).payload())
        .asString(UTF_8)
        .isEqualTo("late");
  }

  @Test
  void invokeThatLambdaRefusesFails() {
    RunnerInvoker invoker = invoker();
    FunctionState function = function(new FunctionState.Code.Image("pets:1"));

    for (Outcome refusal :
        List.of(new Outcome.Throttled("reason"), new Outcome.SandboxFailed("no engine"))) {
      runner.answering(refusal);

      assertThatThrownBy(() -> invoker.invoke(function, new byte[0], null, TRACE))
          .isInstanceOf(AwsException.class);
      assertThatThrownBy(() -> invoker.stream(function, new byte[0], null, TRACE))
          .isInstanceOf(AwsException.class);
    }
  }

  @Test
  void draftIsInvokedWithoutDeployment() {
    DraftInvocations drafts =
        new DraftInvocations(
            compiler, new Pipeline(), ManualLoop::new, new Ids(new Random(1)), TestBackends.CLOCK);

    TestInvokeMethodResponse response =
        drafts.invoke(
            RestApiState.of(TestBackends.OWNER, CONTENT, Map.of()),
            TestBackends.resource(m -> m),
            TestBackends.method(m -> m.authorizationType("AWS_IAM").apiKeyRequired(true)),
            TestInvokeMethodRequest.builder()
                .httpMethod("GET")
                .pathWithQueryString("pets?q=1")
                .headers(Map.of("X-A", "1"))
                .build());

    assertThat(response.status()).isEqualTo(500);
    assertThat(response.log())
        .contains("Method request query string: {q=1}")
        .contains("Method request headers: {X-A=1}")
        .contains("Output mapping refers to an invalid method response: 200");
    assertThat(response.headers()).doesNotContainKeys("x-amzn-RequestId", "x-amz-apigw-id");
  }

  private RunnerInvoker invoker() {
    return new RunnerInvoker(runner, new LambdaLogs(groups), new Ids(new Random(1)));
  }

  private void run() {
    Plan plan = plan(stage());
    TestExchange test = TestExchange.get().observer(Objects.requireNonNull(plan.observers()).get());
    plan.phases().forEach(test::phase);
    var _ = test.run();
  }

  private LiveStage stage() {
    return Objects.requireNonNull(
        directory.api(API).orElseThrow().stages().get(new StageName("dev")));
  }

  private static Plan plan(LiveStage stage) {
    RouteTree.Match<Plan> match = stage.routes().find("GET", "/pets");
    return Objects.requireNonNull(match).target();
  }

  private static RestApiState state(UnaryOperator<Stage.Builder> stage) {
    Deployment deployment = Deployment.builder().build();
    return RestApiState.of(TestBackends.OWNER, CONTENT, Map.of())
        .withDeployments(
            CreationOrder.<Deployed>empty()
                .plus("d1", new Deployed(deployment, CONTENT))
                .plus("d2", new Deployed(deployment, OTHER)))
        .withStages(
            TreePMap.singleton(
                "dev", stage.apply(Stage.builder().stageName("dev").deploymentId("d1")).build()));
  }

  /** Returns the status of the answer to a request with an API key. */
  private int status(String key) {
    Plan plan = plan(stage());
    TestExchange test = TestExchange.get().header("x-api-key", key);
    plan.phases().forEach(test::phase);
    return test.run().answer().status();
  }

  private static FunctionState function(FunctionState.Code code) {
    return new FunctionState(
        TestBackends.OWNER,
        FunctionConfiguration.builder()
            .functionName("pets")
            .functionArn(TestFunctions.ARN)
            .version("$LATEST")
            .runtime(Runtime.NODEJS22_X)
            .timeout(3)
            .memorySize(128)
            .lastModified("2026-03-10T05:16:23.000+0000")
            .build(),
        code,
        List.of(),
        Map.of(),
        null);
  }
}
