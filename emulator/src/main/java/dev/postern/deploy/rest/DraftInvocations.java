package dev.postern.deploy.rest;

import dev.postern.aws.ApiId;
import dev.postern.aws.Ids;
import dev.postern.aws.StageName;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.control.DraftInvoker;
import dev.postern.control.state.RestApiState;
import dev.postern.execute.Exchange;
import dev.postern.execute.Loop;
import dev.postern.execute.Observer;
import dev.postern.execute.Pipeline;
import dev.postern.execute.Plan;
import dev.postern.execute.StageRelease;
import dev.postern.execute.front.Endpoint;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.RequestIds;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.execute.live.RouteTree;
import dev.postern.execute.observe.ExecutionLog;
import dev.postern.execute.observe.Secrets;
import dev.postern.execute.rest.GatewayResponses;
import dev.postern.execute.rest.LambdaAuthorizer;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/**
 * Calls methods and authorizers of a draft, compiled for that one call. Neither authorizers nor API
 * keys nor throttling stand before a method that is tested.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-test-method.html">Use
 *     the API Gateway console to test a REST API method</a>
 */
public final class DraftInvocations implements DraftInvoker {
  private static final StageName METHOD_STAGE = new StageName("test-invoke-stage");
  private static final StageName AUTHORIZER_STAGE = new StageName("ESTestInvoke-stage");
  private static final String HEADER_SOURCE = "method.request.header.";
  private static final int UNAUTHORIZED = 401;
  private static final Duration STREAM_PATIENCE = Duration.ofSeconds(35);

  private final RestApiCompiler compiler;
  private final Pipeline pipeline;
  private final Supplier<Loop> loops;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * What tests run on.
   *
   * @param loops makes the event loop for a call
   */
  public DraftInvocations(
      RestApiCompiler compiler,
      Pipeline pipeline,
      Supplier<Loop> loops,
      Ids ids,
      InstantSource clock) {
    this.compiler = compiler;
    this.pipeline = pipeline;
    this.loops = loops;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public TestInvokeMethodResponse invoke(
      RestApiState api, Resource resource, Method method, TestInvokeMethodRequest request) {
    String verb = request.httpMethod().equals("ANY") ? "GET" : request.httpMethod();
    Call call =
        new Call(
            verb,
            pathOr(request.pathWithQueryString(), resource.path()),
            headers(request.headers(), request.multiValueHeaders()),
            request.body());
    DraftLog log = new DraftLog(clock);
    CompiledMethod compiled =
        compiler.compileForTest(api.content(), resource, method.httpMethod(), method);
    Exchange exchange =
        exchange(
            api,
            METHOD_STAGE,
            request.stageVariables(),
            call,
            binding -> compiled.bind(binding),
            () -> new ExecutionLog(log::add, true, clock));
    Instant start = clock.instant();
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    Loop loop = loops.get();
    loop.execute(() -> pipeline.run(exchange, loop, answer::complete));
    boolean streams =
        method.methodIntegration().responseTransferMode() == ResponseTransferMode.STREAM;
    HttpResponse response = streams ? streamed(answer, start, loop) : answer.join();
    Headers headers = shown(response.headers());
    return TestInvokeMethodResponse.builder()
        .status(response.status())
        .body(response.bodyText())
        .headers(single(headers))
        .multiValueHeaders(multi(headers))
        .log(streams ? "" : log.text(exchange.ids().requestId()))
        .latency(Duration.between(start, clock.instant()).toMillis())
        .build();
  }

  /** The answer as far as a test waits for it; of status 0 when not even its head has come. */
  private HttpResponse streamed(CompletableFuture<HttpResponse> answer, Instant start, Loop loop) {
    HttpResponse head =
        answer
            .copy()
            .completeOnTimeout(
                HttpResponse.empty(0), STREAM_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (head.stream() == null) {
      var _ =
          answer.thenAccept(late -> {
            if (late.stream() != null) {
              late.stream().cancel();
            }
          });
      return head;
    }
    Duration left = STREAM_PATIENCE.minus(Duration.between(start, clock.instant()));
    return new HttpResponse(head.status(), head.headers(), DraftBody.of(head.stream(), left, loop));
  }

  @Override
  public TestInvokeAuthorizerResponse invoke(
      RestApiState api, Authorizer authorizer, TestInvokeAuthorizerRequest request) {
    Call call =
        new Call(
            "GET",
            pathOr(request.pathWithQueryString(), "/"),
            headers(request.headers(), request.multiValueHeaders()),
            request.body());
    DraftLog log = new DraftLog(clock);
    Exchange exchange =
        exchange(
            api,
            AUTHORIZER_STAGE,
            request.stageVariables(),
            call,
            binding -> Plan.of("", "/", "", List.of(), binding.observers().of("/", "GET", false)),
            () -> new ExecutionLog(log::add, true, clock));
    Instant start = clock.instant();
    log.add(
        "Starting authorizer: " + authorizer.id() + " for request: " + exchange.ids().requestId());
    TestInvokeAuthorizerResponse.Builder response = TestInvokeAuthorizerResponse.builder();
    try {
      LambdaAuthorizer.Result result = authorize(authorizer, exchange, log);
      log.add("Using valid authorizer policy for principal: " + Secrets.mask(result.principalId()));
      log.add("Successfully completed authorizer execution");
      response
          .clientStatus(0)
          .principalId(result.principalId())
          .policy(result.policyDocument())
          .authorization(Map.of())
          .claims(Map.of());
    } catch (GatewayException refusal) {
      if (refusal.executionLog() != null) {
        log.add(refusal.executionLog());
      }
      if (refusal.status() == UNAUTHORIZED) {
        log.add("Unauthorized request: " + exchange.ids().requestId());
      }
      response.clientStatus(refusal.status());
    }
    return response
        .log(log.text(exchange.ids().requestId()))
        .latency(Duration.between(start, clock.instant()).toMillis())
        .build();
  }

  private LambdaAuthorizer.Result authorize(
      Authorizer authorizer, Exchange exchange, DraftLog log) {
    if (authorizer.type() == AuthorizerType.COGNITO_USER_POOLS) {
      // No token can be good: there are no user pools here whose keys could have signed it.
      throw GatewayErrors.unauthorized();
    }
    String header = tokenHeader(authorizer);
    if (header != null) {
      String token = exchange.request().headers().get(header);
      if (token == null || token.isEmpty() || !fits(token, authorizer)) {
        throw GatewayErrors.unauthorized();
      }
      log.add("Incoming identity: " + Secrets.mask(token));
    }
    LambdaAuthorizer compiled =
        compiler.authorizer(authorizer, header, exchange.stage().variables());
    String methodArn =
        FunctionCall.executeApiArn(
            exchange, "/" + AUTHORIZER_STAGE.value() + "/GET" + exchange.incoming().path());
    try {
      return compiled
          .authorize(exchange, methodArn)
          .orTimeout(LambdaAuthorizer.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof GatewayException refusal) {
        throw refusal;
      }
      throw GatewayErrors.authorizerFailed("it did not answer in time");
    }
  }

  private static @Nullable String tokenHeader(Authorizer authorizer) {
    String source = authorizer.identitySource();
    return authorizer.type() == AuthorizerType.TOKEN
            && source != null
            && source.startsWith(HEADER_SOURCE)
        ? source.substring(HEADER_SOURCE.length())
        : null;
  }

  private static boolean fits(String token, Authorizer authorizer) {
    String expression = authorizer.identityValidationExpression();
    try {
      return expression == null
          || expression.isEmpty()
          || Pattern.compile(expression).matcher(token).matches();
    } catch (PatternSyntaxException e) {
      throw GatewayErrors.invalidAuthorizer("identityValidationExpression: " + e.getDescription());
    }
  }

  /**
   * The request that is tested.
   *
   * @param target path and query, raw
   */
  private record Call(String verb, String target, Headers headers, @Nullable String body) {
    String path() {
      int question = target.indexOf('?');
      return question < 0 ? target : target.substring(0, question);
    }

    String query() {
      int question = target.indexOf('?');
      return question < 0 ? "" : target.substring(question + 1);
    }
  }

  private interface Planner {
    Plan plan(StageBinding binding);
  }

  private Exchange exchange(
      RestApiState api,
      StageName stageName,
      Map<String, String> sentVariables,
      Call call,
      Planner planner,
      Supplier<Observer> observers) {
    Map<String, String> variables = withoutNulls(sentVariables);
    ApiId id = new ApiId(api.id());
    Plan plan =
        planner.plan(
            new StageBinding(
                id,
                api.owner(),
                stageName.value(),
                "",
                variables,
                null,
                new Endpoint.Regional(),
                null,
                (_, _, _) -> observers));
    RouteTree<Plan> routes =
        RouteTree.<Plan>builder().add(plan.resourcePath(), call.verb(), plan).build();
    StageRelease stage =
        new StageRelease(
            id,
            api.owner(),
            stageName,
            "",
            variables,
            GatewayResponses.NONE,
            null,
            new Endpoint.Regional(),
            null);
    RouteTree.Match<Plan> match = routes.find(call.verb(), call.path());
    byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(StandardCharsets.UTF_8);
    // No authority: nobody has forwarded this request.
    HttpRequest request =
        new HttpRequest(
            call.verb(),
            "https",
            "",
            call.path(),
            call.query(),
            call.headers(),
            body,
            "test-invoke-source-ip");
    return new Exchange(
        new Incoming(
            request, call.path(), call.path(), "testPrefix.testDomainName", null, clock.instant()),
        stage,
        plan,
        match == null ? Map.of() : match.parameters(),
        RequestIds.of(Headers.empty(), ids));
  }

  private static String pathOr(@Nullable String given, String otherwise) {
    if (given == null || given.isEmpty()) {
      return otherwise;
    }
    return given.startsWith("/") ? given : "/" + given;
  }

  private static Headers headers(Map<String, String> single, Map<String, List<String>> multi) {
    Headers.Builder headers = Headers.builder();
    Map<String, List<String>> several = withoutNulls(multi);
    withoutNulls(single)
        .forEach((name, value) -> {
          if (!several.containsKey(name)) {
            headers.add(name, value);
          }
        });
    several.forEach((name, values) ->
        values.stream().filter(Objects::nonNull).forEach(value -> headers.add(name, value)));
    return headers.build();
  }

  /** Request ids are the transport's, and so is the type of a refusal's body. */
  private static Headers shown(Headers headers) {
    Headers.Builder shown = headers.toBuilder().remove("x-amzn-RequestId").remove("x-amz-apigw-id");
    return headers.contains("x-amzn-ErrorType")
        ? shown.remove("Content-Type").build()
        : shown.build();
  }

  /** The wire lets nulls through in maps: they stand for nothing. */
  private static <V> Map<String, V> withoutNulls(Map<String, V> sent) {
    Map<String, V> present = new LinkedHashMap<>();
    sent.forEach((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }

  private static Map<String, String> single(Headers headers) {
    Map<String, String> last = new LinkedHashMap<>();
    headers.forEach(last::put);
    return last;
  }

  private static Map<String, List<String>> multi(Headers headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, _) -> all.put(name, headers.all(name)));
    return all;
  }
}
