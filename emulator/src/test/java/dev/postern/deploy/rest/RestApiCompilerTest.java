package dev.postern.deploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.ApiId;
import dev.postern.aws.StageName;
import dev.postern.control.state.CreationOrder;
import dev.postern.control.state.RestApiContent;
import dev.postern.execute.Phase;
import dev.postern.execute.Plan;
import dev.postern.execute.RecordingClient;
import dev.postern.execute.TestExchange;
import dev.postern.execute.front.Endpoint;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.LiveStage;
import dev.postern.execute.live.RouteTree;
import dev.postern.execute.phase.BuildIntegrationRequest;
import dev.postern.execute.phase.BuildProxyRequest;
import dev.postern.execute.phase.BuildProxyServiceRequest;
import dev.postern.execute.phase.Invoke;
import dev.postern.execute.phase.InvokeStreaming;
import dev.postern.execute.phase.MapIntegrationResponse;
import dev.postern.execute.phase.PassProxyResponse;
import dev.postern.execute.phase.Refuse;
import dev.postern.execute.phase.ValidateBody;
import dev.postern.execute.phase.ValidateParameters;
import dev.postern.execute.rest.BuildProxyEvent;
import dev.postern.execute.rest.CheckIamAuthorization;
import dev.postern.execute.rest.CheckResourcePolicy;
import dev.postern.execute.rest.IdentifyApiKey;
import dev.postern.execute.rest.LimitMethodArn;
import dev.postern.execute.rest.LimitUsage;
import dev.postern.execute.rest.MapProxyResult;
import dev.postern.execute.rest.MapStreamedResult;
import dev.postern.execute.rest.VerifySignature;
import dev.postern.limit.MemoryUsageCounters;
import dev.postern.limit.TrafficLimits;
import dev.postern.testing.RecordingRunner;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.TreePMap;
import software.amazon.awssdk.services.apigateway.model.ConnectionType;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;

/** Which phases a method gets, and in which order. */
class RestApiCompilerTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String SQS = "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/queue";
  private static final String FIREHOSE = "arn:aws:apigateway:eu-west-1:firehose:action/PutRecord";
  private static final String ROLE = "arn:aws:iam::123456789012:role/r";

  private final RestApiCompiler compiler =
      new RestApiCompiler(TestBackends.of(VERTX, new Directory(), new RecordingRunner()));

  @AfterAll
  static void close() {
    var _ = VERTX.close();
  }

  static Stream<Arguments> integrations() {
    return Stream.of(
        phases(
            "MOCK",
            TestBackends.mock("200"),
            BuildIntegrationRequest.class,
            Invoke.class,
            MapIntegrationResponse.class),
        phases(
            "HTTP",
            integration(IntegrationType.HTTP, "http://h/x"),
            BuildIntegrationRequest.class,
            Invoke.class,
            MapIntegrationResponse.class),
        phases(
            "HTTP_PROXY",
            integration(IntegrationType.HTTP_PROXY, "http://h/x"),
            BuildProxyRequest.class,
            Invoke.class,
            PassProxyResponse.class),
        phases(
            "HTTP_PROXY that streams",
            streaming(integration(IntegrationType.HTTP_PROXY, "http://h/x")),
            BuildProxyRequest.class,
            InvokeStreaming.class,
            PassProxyResponse.class),
        phases(
            "HTTP_PROXY by a VPC link",
            integration(IntegrationType.HTTP_PROXY, "http://h/x").toBuilder()
                .connectionType(ConnectionType.VPC_LINK)
                .connectionId("link1")
                .build(),
            BuildProxyRequest.class,
            Invoke.class,
            PassProxyResponse.class),
        phases(
            "AWS, a function",
            integration(IntegrationType.AWS, TestBackends.FUNCTION_URI),
            BuildIntegrationRequest.class,
            Invoke.class,
            MapIntegrationResponse.class),
        phases(
            "AWS_PROXY, a function",
            integration(IntegrationType.AWS_PROXY, TestBackends.FUNCTION_URI),
            BuildProxyEvent.class,
            Invoke.class,
            MapProxyResult.class),
        phases(
            "AWS_PROXY, a function that streams",
            streaming(integration(IntegrationType.AWS_PROXY, TestBackends.FUNCTION_URI)),
            BuildProxyEvent.class,
            InvokeStreaming.class,
            MapStreamedResult.class),
        phases(
            "AWS, a service",
            integration(IntegrationType.AWS, SQS),
            BuildIntegrationRequest.class,
            Invoke.class,
            MapIntegrationResponse.class),
        phases(
            "AWS_PROXY, a service",
            integration(IntegrationType.AWS_PROXY, SQS),
            BuildProxyServiceRequest.class,
            Invoke.class,
            PassProxyResponse.class));
  }

  private static Arguments phases(
      String name,
      Integration integration,
      Class<? extends Phase> request,
      Class<? extends Phase> invoke,
      Class<? extends Phase> response) {
    return Arguments.of(name, integration, List.of(request, invoke, response));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("integrations")
  void integrationHasItsPhases(
      String name, Integration integration, List<Class<? extends Phase>> phases) {
    assertThat(classes(plan(m -> m.methodIntegration(integration)))).as(name).isEqualTo(phases);
  }

  static Stream<Arguments> brokenIntegrations() {
    return Stream.of(
        Arguments.of("no host", integration(IntegrationType.HTTP, "none"), 500),
        Arguments.of(
            "no host on this stage", integration(IntegrationType.HTTP_PROXY, "http://"), 500),
        Arguments.of(
            "no function",
            integration(IntegrationType.AWS, "arn:aws:apigateway:eu-west-1:lambda:path/none"),
            500),
        Arguments.of(
            "no POST",
            integration(IntegrationType.AWS_PROXY, TestBackends.FUNCTION_URI).toBuilder()
                .httpMethod("GET")
                .build(),
            500),
        Arguments.of(
            "a header that is the gateway's own",
            integration(IntegrationType.HTTP, "http://h/x").toBuilder()
                .requestParameters(Map.of("integration.request.header.Content-Length", "'1'"))
                .build(),
            500),
        Arguments.of("no endpoint of the service", integration(IntegrationType.AWS, FIREHOSE), 500),
        Arguments.of(
            "no endpoint of the proxied service",
            integration(IntegrationType.AWS_PROXY, FIREHOSE),
            500),
        Arguments.of(
            "no service",
            integration(IntegrationType.AWS, "arn:aws:apigateway:eu-west-1:sqs:none/x"),
            500),
        Arguments.of(
            "no role",
            integration(IntegrationType.AWS, SQS).toBuilder().credentials("none").build(),
            500));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenIntegrations")
  void integrationThatCanOnlyFailRefuses(String name, Integration integration, int status) {
    Plan plan = plan(m -> m.methodIntegration(integration));

    assertThat(classes(plan)).as(name).containsExactly(Refuse.class);
    assertThat(run(plan, TestExchange.get()).answer().status()).as(name).isEqualTo(status);
  }

  @Test
  void stageVariablesAreFilledIn() {
    Integration integration =
        integration(IntegrationType.HTTP_PROXY, "http://${stageVariables.host}/x");

    assertThat(classes(plan(m -> m.methodIntegration(integration), Map.of("host", "h"))))
        .contains(Invoke.class);
    assertThat(classes(plan(m -> m.methodIntegration(integration), Map.of())))
        .containsExactly(Refuse.class);
  }

  @Test
  void mockAnswersWithoutBackend() {
    RecordingClient client = run(plan(mockOf("200")), TestExchange.get());

    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(client.answer().bodyText()).isEqualTo("mocked");
  }

  @Test
  void equalMocksShareTheirPhases() {
    assertThat(plan(mockOf("200")).phases().getFirst())
        .isSameAs(plan(mockOf("200")).phases().getFirst())
        .isNotSameAs(plan(mockOf("404")).phases().getFirst());
  }

  @Test
  void validationComesBeforeTheIntegration() {
    Plan plan = plan(m -> m.requestValidatorId("both").requestParameters(required()));

    assertThat(classes(plan)).startsWith(ValidateParameters.class, BuildIntegrationRequest.class);
  }

  @Test
  void bodyIsValidatedAfterTheParameters() {
    Plan plan =
        plan(m ->
            m.requestValidatorId("both")
                .requestParameters(required())
                .requestModels(Map.of("application/json", "Pet")));

    assertThat(classes(plan))
        .startsWith(ValidateParameters.class, ValidateBody.class, BuildIntegrationRequest.class);
    assertThat(run(plan, TestExchange.get()).answer().bodyText())
        .contains("Missing required request parameters: [X-A, id, q]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "unknown"})
  void validatorThatChecksNothingHasNoPhase(String validator) {
    Plan plan =
        plan(m ->
            m.requestValidatorId(validator)
                .requestParameters(required())
                .requestModels(Map.of("application/json", "Pet")));

    assertThat(classes(plan)).startsWith(BuildIntegrationRequest.class);
  }

  @Test
  void methodWithAuthorizationIsRefusedBehindTheLimitOfItsArn() {
    Plan plan = plan(m -> m.authorizationType("COGNITO_USER_POOLS").requestValidatorId("both"));

    assertThat(classes(plan)).startsWith(LimitMethodArn.class, Refuse.class);
  }

  @Test
  void signatureIsVerifiedBeforeTheResourcePolicyIsEvaluated() {
    RestApiContent content = content(m -> m.authorizationType("AWS_IAM"));
    RestApiContent governed = content.withApi(content.api().toBuilder().policy("{}").build());

    assertThat(classes(plan(governed, Map.of())))
        .startsWith(LimitMethodArn.class, VerifySignature.class, CheckIamAuthorization.class);
  }

  @Test
  void methodThatNeedsAnApiKeyIsForbiddenWithoutOne() {
    Plan plan =
        limitedPlan(
            m -> m.apiKeyRequired(true).requestValidatorId("both").requestParameters(required()));

    assertThat(classes(plan)).startsWith(LimitUsage.class, ValidateParameters.class);
    assertThat(run(plan, TestExchange.get()).answer().status()).isEqualTo(403);
  }

  @Test
  void methodThatNeedsNoApiKeyIsLimitedToo() {
    Plan plan = limitedPlan(mockOf("200"));

    assertThat(classes(plan)).startsWith(LimitUsage.class, BuildIntegrationRequest.class);
    assertThat(run(plan, TestExchange.get()).answer().status()).isEqualTo(200);
  }

  @Test
  void apiKeyIsReadBeforeTheCallerIsAuthorizedAndCheckedAfterwards() {
    Plan plan = limitedPlan(m -> m.authorizationType("AWS_IAM").apiKeyRequired(true));

    assertThat(classes(plan))
        .startsWith(
            LimitMethodArn.class,
            IdentifyApiKey.class,
            VerifySignature.class,
            CheckIamAuthorization.class,
            LimitUsage.class);
  }

  @Test
  void draftHasNoLimits() {
    assertThat(classes(plan(m -> m.apiKeyRequired(true))))
        .startsWith(BuildIntegrationRequest.class);
  }

  @Test
  void arnIsLimitedBeforeAResourcePolicyReadsIt() {
    RestApiContent content = TestBackends.content(m -> m);
    RestApiContent withPolicy = content.withApi(content.api().toBuilder().policy("{}").build());

    assertThat(classes(plan(withPolicy, Map.of())))
        .startsWith(LimitMethodArn.class, CheckResourcePolicy.class, BuildIntegrationRequest.class);
  }

  @Test
  void unroutedRequestIsTheCallersFault() {
    Plan unrouted = stage(TestBackends.content(m -> m), Map.of()).unrouted();

    assertThat(run(unrouted, TestExchange.get()).answer().bodyText())
        .isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(
            run(unrouted, TestExchange.get().header("Authorization", "AWS4-HMAC-SHA256 x"))
                .answer()
                .status())
        .isEqualTo(403);
  }

  @Test
  void settingsOfTheApiAreThoseOfTheStage() {
    RestApiContent content = TestBackends.content(m -> m);
    RestApiContent set =
        content.withApi(
            content.api().toBuilder()
                .disableExecuteApiEndpoint(true)
                .minimumCompressionSize(5)
                .build());

    assertThat(stage(content, Map.of()).defaultEndpointDisabled()).isFalse();
    assertThat(stage(content, Map.of()).release().compression()).isNull();
    assertThat(stage(set, Map.of()).defaultEndpointDisabled()).isTrue();
    assertThat(Objects.requireNonNull(stage(set, Map.of()).release().compression()).minBytes())
        .isEqualTo(5);
  }

  private static Map<String, Boolean> required() {
    return Map.of(
        "method.request.querystring.q", true,
        "method.request.header.X-A", true,
        "method.request.path.id", true,
        "method.request.header.X-Optional", false);
  }

  private static UnaryOperator<Method.Builder> mockOf(String status) {
    return m ->
        m.methodIntegration(TestBackends.mock(status))
            .methodResponses(Map.of(status, MethodResponse.builder().statusCode(status).build()));
  }

  private static Integration integration(IntegrationType type, String uri) {
    return Integration.builder()
        .type(type)
        .httpMethod("POST")
        .uri(uri)
        .credentials(
            type == IntegrationType.HTTP || type == IntegrationType.HTTP_PROXY ? null : ROLE)
        .build();
  }

  private static Integration streaming(Integration integration) {
    return integration.toBuilder().responseTransferMode(ResponseTransferMode.STREAM).build();
  }

  private static List<Class<?>> classes(Plan plan) {
    return plan.phases().stream().<Class<?>>map(Phase::getClass).toList();
  }

  private static RecordingClient run(Plan plan, TestExchange test) {
    plan.phases().forEach(test::phase);
    return test.run();
  }

  private Plan plan(UnaryOperator<Method.Builder> method) {
    return plan(method, Map.of());
  }

  private Plan plan(UnaryOperator<Method.Builder> method, Map<String, String> variables) {
    return plan(content(method), variables);
  }

  private static RestApiContent content(UnaryOperator<Method.Builder> method) {
    return TestBackends.content(method)
        .withModels(
            TreePMap.singleton(
                "Pet", Model.builder().name("Pet").schema("{\"type\": \"object\"}").build()))
        .withRequestValidators(
            CreationOrder.<RequestValidator>empty()
                .plus("both", validator(true))
                .plus("none", validator(false)));
  }

  private static RequestValidator validator(boolean checks) {
    return RequestValidator.builder()
        .validateRequestBody(checks)
        .validateRequestParameters(checks)
        .build();
  }

  /** Returns the plan of a method on a stage with limits. */
  private Plan limitedPlan(UnaryOperator<Method.Builder> method) {
    StageThrottles limits =
        new StageThrottles(
            new TrafficLimits(new MemoryUsageCounters(), () -> 0, null)
                .of(TestBackends.OWNER)
                .stage(new ApiId("a1b2c3d4e5"), new StageName("dev")),
            Map.of());
    RouteTree.Match<Plan> match =
        stage(content(method), Map.of(), limits).routes().find("GET", "/pets");
    return Objects.requireNonNull(match).target();
  }

  private Plan plan(RestApiContent content, Map<String, String> variables) {
    RouteTree.Match<Plan> match = stage(content, variables).routes().find("GET", "/pets");
    return Objects.requireNonNull(match).target();
  }

  private LiveStage stage(RestApiContent content, Map<String, String> variables) {
    return stage(content, variables, null);
  }

  private LiveStage stage(
      RestApiContent content, Map<String, String> variables, @Nullable StageThrottles limits) {
    return compiler
        .compile(content)
        .bind(
            new StageBinding(
                new ApiId("a1b2c3d4e5"),
                TestBackends.OWNER,
                "dev",
                "d1",
                variables,
                null,
                new Endpoint.Regional(),
                null,
                (_, _) -> null,
                null,
                null,
                limits),
            null);
  }
}
