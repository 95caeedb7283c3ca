package dev.postern.wire;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.ServiceCatalog;
import dev.postern.aws.ServiceProtocol;
import dev.postern.aws.TraceHeader;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.aws.error.WireErrors;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.sdk.HttpBinding;
import dev.postern.sdk.JsonCodec;
import dev.postern.sdk.Operation;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Service;
import dev.postern.wire.Router.Route;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers the AWS protocol: finds the operation of a request, decodes it, checks the modelled
 * constraints, calls the service, and encodes the response or the error.
 *
 * <p>Blocks as long as the service does. Throws nothing: a bug is logged once and answered as AWS
 * answers an internal error. Safe from any thread.
 */
public final class Wire {
  private static final Logger LOG = System.getLogger(Wire.class.getName());
  private static final String LAMBDA = "lambda";
  private static final String API_GATEWAY_V2 = "apigatewayv2";
  private static final String MANAGEMENT = "apigatewaymanagementapi";

  private final Operations operations;
  private final Router controlPlane;
  private final Router connections;
  private final Map<String, Service> services;
  private final BiConsumer<Operation, SdkPojo> constraints;
  private final Ids ids;
  private final Cors cors;
  private final Callers callers;
  private final HttpBinding binding = new HttpBinding(new JsonCodec());
  private final ErrorAnswers errors = new ErrorAnswers();
  private final OtherServices others = new OtherServices(ServiceCatalog::get);
  private final OtherServiceErrors otherErrors = new OtherServiceErrors();
  private final Upstreams upstreams;

  /**
   * Makes a protocol front for these services.
   *
   * @param services by key: {@code apigateway}, {@code apigatewayv2}, {@code lambda}; operations of
   *     an absent service answer 501
   * @param defaultRegion for requests that name none
   * @param ids for request ids
   * @param upstreams where other services are
   */
  public Wire(
      Operations operations,
      Map<String, Service> services,
      Region defaultRegion,
      Ids ids,
      Cors cors,
      Upstreams upstreams) {
    this(operations, services, defaultRegion, ids, cors, upstreams, new Constraints());
  }

  Wire(
      Operations operations,
      Map<String, Service> services,
      Region defaultRegion,
      Ids ids,
      Cors cors,
      Upstreams upstreams,
      BiConsumer<Operation, SdkPojo> constraints) {
    this.operations = operations;
    this.controlPlane = new Router(operations.all());
    this.connections =
        new Router(operations.all().stream().filter(o -> o.service().equals(MANAGEMENT)).toList());
    this.services = Map.copyOf(services);
    this.constraints = constraints;
    this.ids = ids;
    this.cors = cors;
    this.upstreams = upstreams;
    this.callers = new Callers(defaultRegion);
  }

  /** Answers a request to the control plane's host. */
  public HttpResponse answer(HttpRequest request) {
    Optional<OtherService> other =
        Cors.isPreflight(request) ? Optional.empty() : other(request, true).filter(Wire::isTold);
    return other.isPresent()
        ? answerFor(other.get(), request)
        : answer(request, controlPlane, services);
  }

  /**
   * Returns where to send a request that is for another service; empty if Postern answers it.
   *
   * @param request without its body, which need not have arrived
   */
  public Optional<Forward> forward(HttpRequest request) {
    if (Cors.isPreflight(request)
        || !cors.mayReachOthers(request)
        || OtherServices.isForwarded(request.headers())) {
      return Optional.empty();
    }
    return other(request, services.containsKey(API_GATEWAY_V2))
        .flatMap(service -> upstreams.of(service).map(to -> forward(service, request, to)));
  }

  private Forward forward(OtherService service, HttpRequest request, URI to) {
    return new Forward(
        to,
        headers -> {
          Headers.Builder readable = headers.toBuilder();
          cors.addTo(readable, request);
          return readable.build();
        },
        reason ->
            finish(
                request,
                service,
                WireErrors.upstreamUnreachable(service.label(), to.toString(), reason)));
  }

  /**
   * Returns the service of a request, unless it is for an operation that Postern may answer.
   *
   * @param hasV2 whether Postern answers for HTTP and WebSocket APIs
   */
  private Optional<OtherService> other(HttpRequest request, boolean hasV2) {
    return others
        .named(request, hasV2)
        .or(() ->
            controlPlane.find(request).isPresent()
                ? Optional.empty()
                : Optional.of(others.unnamed(request)));
  }

  /**
   * Returns whether there is a service to name. A request that tells none is for an address that is
   * no operation's.
   */
  private static boolean isTold(OtherService service) {
    return service.variable() != null || service.protocol() != ServiceProtocol.REST_JSON;
  }

  private HttpResponse answerFor(OtherService service, HttpRequest request) {
    if (!cors.mayReachOthers(request)) {
      return finish(request, service, WireErrors.forbidden());
    }
    Optional<URI> upstream = upstreams.of(service);
    return finish(
        request,
        service,
        upstream.isPresent()
            ? WireErrors.upstreamIsPostern(service.label(), upstream.get().toString())
            : WireErrors.noSuchService(service.label(), service.operation(), service.variable()));
  }

  private HttpResponse finish(HttpRequest request, OtherService service, AwsException error) {
    String requestId = ids.uuid();
    HttpResponse response = otherErrors.of(service, error, requestId);
    Headers.Builder headers = response.headers().toBuilder();
    headers.set("x-amzn-RequestId", requestId).set("x-amz-request-id", requestId);
    cors.addTo(headers, request);
    return new HttpResponse(
        response.status(),
        headers.build(),
        request.method().equals("HEAD") ? new byte[0] : response.body());
  }

  /**
   * Answers a request to the control plane's host that is larger than any request may be.
   *
   * @param request without its body
   * @return Lambda's error, or empty if the request is for no operation of Lambda
   */
  public Optional<HttpResponse> answerTooLarge(HttpRequest request, int maxBytes) {
    return controlPlane
        .find(request)
        .map(Route::operation)
        .filter(operation -> operation.service().equals(LAMBDA))
        .map(operation -> LambdaErrors.requestTooLarge(maxBytes, operation.name()))
        .map(error -> finish(request, errors.of(LAMBDA, error), LAMBDA, ids.uuid()));
  }

  /**
   * Answers a request to the management API of one WebSocket API.
   *
   * @param request with its path without the stage: {@code /@connections/{connectionId}}
   * @param connectionsOfStage the service of the addressed API and stage
   */
  public HttpResponse answerConnections(HttpRequest request, Service connectionsOfStage) {
    return answer(request, connections, Map.of(MANAGEMENT, connectionsOfStage));
  }

  private HttpResponse answer(HttpRequest request, Router router, Map<String, Service> present) {
    Optional<Route> route = router.find(request);
    @Nullable String service = route.map(found -> found.operation().service()).orElse(null);
    String requestId = ids.uuid();
    HttpResponse response;
    try {
      response = respond(request, route, present);
    } catch (AwsException e) {
      response = errors.of(service, e);
    } catch (RuntimeException e) {
      String operation = route.map(found -> found.operation().name()).orElse("none");
      LOG.log(
          Level.ERROR,
          "failed service=" + service + " operation=" + operation + " requestId=" + requestId,
          e);
      response = errors.ofBug(service);
    }
    return finish(request, response, service, requestId);
  }

  private HttpResponse respond(
      HttpRequest request, Optional<Route> route, Map<String, Service> present) {
    cors.check(request);
    if (Cors.isPreflight(request)) {
      return Cors.preflight(request);
    }
    if (route.isEmpty()) {
      throw WireErrors.unknownOperation(request.method(), request.path());
    }
    Operation operation = route.get().operation();
    Map<String, String> labels = route.get().labels();
    Caller caller = callers.of(request);
    Service service = service(operation, present);
    if (operation.name().equals("InvokeAsync")) {
      return invokeAsync(request, labels, caller, service);
    }
    if (!operation.inSdk()) {
      throw WireErrors.notImplemented(operation.service(), operation.name());
    }
    return respond(operation, labels, request, caller, service);
  }

  private HttpResponse respond(
      Operation operation,
      Map<String, String> labels,
      HttpRequest request,
      Caller caller,
      Service service) {
    SdkPojo decoded = binding.decode(operation, request, labels);
    constraints.accept(operation, decoded);
    if (operation.service().equals(LAMBDA) && operation.name().startsWith("Invoke")) {
      decoded = traced(request, decoded);
    }
    if (operation.name().equals("InvokeWithResponseStream")) {
      return binding.encode(operation, service.stream(operation.name(), caller, decoded));
    }
    return binding.encode(operation, service.answer(operation.name(), caller, decoded));
  }

  /**
   * Returns an invocation with the client's trace header, which belongs to no member. A client of
   * the SDK sends it by the override configuration, too.
   */
  private static SdkPojo traced(HttpRequest request, SdkPojo invocation) {
    String trace = request.headers().get(TraceHeader.NAME);
    return trace == null || !(invocation instanceof AwsRequest whole)
        ? invocation
        : whole.toBuilder()
            .overrideConfiguration(
                AwsRequestOverrideConfiguration.builder()
                    .putHeader(TraceHeader.NAME, trace)
                    .build())
            .build();
  }

  /**
   * Answers InvokeAsync as an Invoke with the invocation type Event. The SDK no longer contains
   * InvokeAsync.
   */
  private HttpResponse invokeAsync(
      HttpRequest request, Map<String, String> labels, Caller caller, Service service) {
    HttpRequest event =
        new HttpRequest(
            request.method(),
            request.scheme(),
            request.authority(),
            request.path(),
            request.query(),
            request.headers().toBuilder().set("X-Amz-Invocation-Type", "Event").build(),
            request.body(),
            request.remoteAddress());
    int status = respond(operations.get(LAMBDA, "Invoke"), labels, event, caller, service).status();
    return HttpResponse.empty(status);
  }

  private static Service service(Operation operation, Map<String, Service> present) {
    Service service = present.get(operation.service());
    if (service != null) {
      return service;
    }
    // Connections exist only at an API's own host.
    throw operation.service().equals(MANAGEMENT)
        ? WireErrors.forbidden()
        : WireErrors.notImplemented(operation.service(), operation.name());
  }

  private HttpResponse finish(
      HttpRequest request, HttpResponse response, @Nullable String service, String requestId) {
    Headers.Builder headers = response.headers().toBuilder().set("x-amzn-RequestId", requestId);
    if (service == null || !service.startsWith(LAMBDA)) {
      headers.set("x-amz-apigw-id", ids.extendedRequestId());
    }
    cors.addTo(headers, request);
    HttpResponse finished = response.withHeaders(headers.build());
    return request.method().equals("HEAD")
        ? new HttpResponse(finished.status(), finished.headers(), new byte[0])
        : finished;
  }
}
