package dev.postern.deploy.rest;

import dev.postern.aws.ApiId;
import dev.postern.aws.Ids;
import dev.postern.aws.StageName;
import dev.postern.aws.error.GatewayException;
import dev.postern.control.DraftInvoker;
import dev.postern.control.state.RestApiState;
import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import dev.postern.execute.Loop;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Pipeline;
import dev.postern.execute.Plan;
import dev.postern.execute.StageRelease;
import dev.postern.execute.Step;
import dev.postern.execute.front.Endpoint;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.RequestIds;
import dev.postern.execute.live.RouteTree;
import dev.postern.execute.observe.ExecutionLog;
import dev.postern.execute.rest.GatewayResponses;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/**
 * Test invocations of the methods and authorizers of a draft, which is compiled for that one
 * invocation. A tested method requires no authorizer and no API key and is not throttled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-test-method.html">Use
 *     the API Gateway console to test a REST API method</a>
 */
public final class DraftInvocations implements DraftInvoker {
  private static final StageName METHOD_STAGE = new StageName("test-invoke-stage");
  private static final StageName AUTHORIZER_STAGE = new StageName("ESTestInvoke-stage");
  private static final String DOMAIN_NAME = "testPrefix.testDomainName";
  private static final Duration STREAM_TIMEOUT = Duration.ofSeconds(35);

  private final RestApiCompiler compiler;
  private final Pipeline pipeline;
  private final Supplier<Loop> loops;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * Creates invocations that run on the given pipeline.
   *
   * @param loops creates the event loop of an invocation
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
    DraftRequest sent = DraftRequest.of(request, resource.path());
    DraftLog log = new DraftLog(clock);
    CompiledMethod compiled =
        compiler.compileDraft(api.content(), resource, method.httpMethod(), method);
    Plan plan =
        compiled.bind(
            binding(api, METHOD_STAGE, sent, () -> new ExecutionLog(log::add, true, clock)));
    Exchange exchange = exchange(api, METHOD_STAGE, sent, plan);
    Instant start = clock.instant();
    CompletableFuture<HttpResponse> answer = run(exchange);
    boolean streams =
        method.methodIntegration().responseTransferMode() == ResponseTransferMode.STREAM;
    HttpResponse response = streams ? streamed(answer, start, exchange.loop()) : answer.join();
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

  private CompletableFuture<HttpResponse> run(Exchange exchange) {
    CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    exchange.loop().execute(() -> pipeline.run(exchange, answer::complete));
    return answer;
  }

  /** Returns what was received within the timeout; status 0 if no response head was. */
  private HttpResponse streamed(CompletableFuture<HttpResponse> answer, Instant start, Loop loop) {
    HttpResponse head =
        answer
            .copy()
            .completeOnTimeout(
                HttpResponse.empty(0), STREAM_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
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
    Duration left = STREAM_TIMEOUT.minus(Duration.between(start, clock.instant()));
    return new HttpResponse(head.status(), head.headers(), DraftBody.of(head.stream(), left, loop));
  }

  @Override
  public TestInvokeAuthorizerResponse invoke(
      RestApiState api, Authorizer authorizer, TestInvokeAuthorizerRequest request) {
    DraftRequest sent = DraftRequest.of(request);
    DraftLog log = new DraftLog(clock);
    Plan plan =
        Plan.of(
            "",
            "/",
            "",
            List.of(
                compiler.draftAuthorizer(api.content(), authorizer, sent.variables()),
                new Authorized()),
            () -> new AuthorizerLog(log));
    Exchange exchange = exchange(api, AUTHORIZER_STAGE, sent, plan);
    Instant start = clock.instant();
    HttpResponse response = run(exchange).join();
    TestInvokeAuthorizerResponse.Builder shown = TestInvokeAuthorizerResponse.builder();
    Authorization authorization = exchange.authorizationIfMade();
    if (authorization == null) {
      shown.clientStatus(response.status());
    } else {
      shown
          .clientStatus(0)
          .principalId(authorization.principalId())
          .policy(authorization.policyDocument())
          .authorization(Map.of())
          .claims(Map.of());
    }
    return shown
        .log(log.text(exchange.ids().requestId()))
        .latency(Duration.between(start, clock.instant()).toMillis())
        .build();
  }

  /** Ends the plan of an authorizer after it has answered. */
  private record Authorized() implements Phase {
    @Override
    public Step apply(Exchange exchange) {
      exchange.response(HttpResponse.empty(200));
      return Step.ANSWERED;
    }
  }

  /** Writes an authorizer's log lines, and why it refused the request. */
  private record AuthorizerLog(DraftLog log) implements Observer {
    @Override
    public void noted(String line, Exchange exchange) {
      log.add(line);
    }

    @Override
    public void traced(Supplier<String> line, Exchange exchange) {
      log.add(line.get());
    }

    @Override
    public void refused(GatewayException refusal, Exchange exchange) {
      if (refusal.executionLog() != null) {
        log.add(refusal.executionLog());
      }
    }
  }

  private static StageBinding binding(
      RestApiState api, StageName stage, DraftRequest sent, Supplier<Observer> observers) {
    return new StageBinding(
        new ApiId(api.id()),
        api.owner(),
        stage.value(),
        "",
        sent.variables(),
        null,
        new Endpoint.Regional(),
        null,
        (_, _) -> observers,
        null,
        null,
        null);
  }

  private Exchange exchange(RestApiState api, StageName stage, DraftRequest sent, Plan plan) {
    StageRelease release =
        new StageRelease(
            new ApiId(api.id()),
            api.owner(),
            DOMAIN_NAME,
            stage,
            "",
            sent.variables(),
            GatewayResponses.NONE,
            null,
            new Endpoint.Regional(),
            null);
    RouteTree.Match<Plan> match =
        RouteTree.<Plan>builder()
            .add(plan.resourcePath(), sent.verb(), plan)
            .build()
            .find(sent.verb(), sent.path());
    HttpRequest request = sent.toHttp();
    Incoming incoming =
        new Incoming(
            request, request, sent.path(), sent.path(), DOMAIN_NAME, null, clock.instant());
    return new Exchange(
        incoming,
        release,
        plan,
        match == null ? Map.of() : match.parameters(),
        RequestIds.of(Headers.empty(), ids),
        loops.get());
  }

  /**
   * Returns the headers without the request ids, which belong to the transport, and without the
   * type of a refusal's body.
   */
  private static Headers shown(Headers headers) {
    Headers.Builder shown = headers.toBuilder().remove("x-amzn-RequestId").remove("x-amz-apigw-id");
    return headers.contains("x-amzn-ErrorType")
        ? shown.remove("Content-Type").build()
        : shown.build();
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
