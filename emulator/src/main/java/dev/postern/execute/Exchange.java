package dev.postern.execute;

import dev.postern.execute.front.HeaderRules;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.RequestIds;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.http.QueryString;
import dev.postern.mapping.MappingInput;
import dev.postern.mapping.Payload;
import dev.postern.mapping.RequestParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the phases. What is known at the door is final; what phases make
 * are slots that are written once and cannot be read before. For one thread at a time.
 */
public final class Exchange {
  private final Incoming incoming;
  private final StageRelease stage;
  private final Plan plan;
  private final Map<String, String> pathParameters;
  private final RequestIds ids;
  private final @Nullable Observer observer;

  private @Nullable Headers headers;
  private @Nullable Map<String, List<String>> query;
  private @Nullable MappingInput mappingInput;
  private @Nullable IntegrationRequest integrationRequest;
  private @Nullable BackendResponse endpointResponse;
  private @Nullable Integer functionStatus;
  private @Nullable HttpResponse response;

  /**
   * A request whose route is known.
   *
   * @param pathParameters raw, by name
   */
  public Exchange(
      Incoming incoming,
      StageRelease stage,
      Plan plan,
      Map<String, String> pathParameters,
      RequestIds ids) {
    this.incoming = incoming;
    this.stage = stage;
    this.plan = plan;
    this.pathParameters = pathParameters;
    this.ids = ids;
    this.observer = plan.observers() == null ? null : plan.observers().get();
  }

  public Incoming incoming() {
    return incoming;
  }

  public HttpRequest request() {
    return incoming.request();
  }

  public StageRelease stage() {
    return stage;
  }

  public Plan plan() {
    return plan;
  }

  /** Raw, by name. */
  public Map<String, String> pathParameters() {
    return pathParameters;
  }

  public RequestIds ids() {
    return ids;
  }

  /** Who watches; null for nobody: a request pays nothing for logs that are off. */
  public @Nullable Observer observer() {
    return observer;
  }

  /** See {@link Observer#chosen}. */
  public void chosen(Supplier<String> choice) {
    if (observer != null) {
      observer.chosen(choice);
    }
  }

  /** The client's headers as they enter the API: by its endpoint, some dropped, some added. */
  public Headers headers() {
    if (headers == null) {
      headers = stage.endpoint().received(HeaderRules.onEntry(request().headers()), incoming, ids);
    }
    return headers;
  }

  /** Query parameters, decoded, in the order sent. */
  public Map<String, List<String>> query() {
    if (query == null) {
      // "Amazon API Gateway important notes": a semicolon splits the data.
      query = QueryString.parse(request().query().replace(';', '&'));
    }
    return query;
  }

  /** What templates and mappings of the request side read; the same instance each time. */
  public MappingInput mappingInput() {
    if (mappingInput == null) {
      mappingInput =
          new MappingInput(
              new Payload(request().body()),
              new RequestParameters(decodedPathParameters(), query(), headers()),
              () -> ContextTree.of(this),
              stage.variables());
    }
    return mappingInput;
  }

  public IntegrationRequest integrationRequest() {
    return written(integrationRequest, "integration request");
  }

  /** Null when the walk has not come so far. */
  public @Nullable IntegrationRequest integrationRequestIfMade() {
    return integrationRequest;
  }

  public void integrationRequest(IntegrationRequest made) {
    unwritten(integrationRequest, "integration request");
    integrationRequest = made;
  }

  public BackendResponse endpointResponse() {
    return written(endpointResponse, "endpoint response");
  }

  /** Null when the walk has not come so far. */
  public @Nullable BackendResponse endpointResponseIfReceived() {
    return endpointResponse;
  }

  public void endpointResponse(BackendResponse received) {
    unwritten(endpointResponse, "endpoint response");
    endpointResponse = received;
  }

  /** Adds to the {@code $context} tree what the endpoint has said of itself. */
  public void describeEndpoint(Map<String, Object> context) {
    String id = endpointRequestId();
    if (id != null) {
      context.put("awsEndpointRequestId", id);
    }
  }

  /** The id under which the endpoint knows the request, or null. */
  public @Nullable String endpointRequestId() {
    if (endpointResponse == null) {
      return null;
    }
    String id = endpointResponse.headers().get("x-amzn-RequestId");
    return id == null ? endpointResponse.headers().get("x-amz-request-id") : id;
  }

  /** {@code $context.integration.status}: that of the endpoint, or the one a function has named. */
  public @Nullable Integer integrationStatus() {
    if (functionStatus != null || endpointResponse == null) {
      return functionStatus;
    }
    return endpointResponse.status();
  }

  /** A function says which status to answer. */
  public void functionStatus(int named) {
    unwritten(functionStatus, "function status");
    functionStatus = named;
  }

  public HttpResponse response() {
    return written(response, "response");
  }

  public void response(HttpResponse made) {
    unwritten(response, "response");
    response = made;
  }

  private Map<String, String> decodedPathParameters() {
    if (pathParameters.isEmpty()) {
      return pathParameters;
    }
    Map<String, String> decoded = LinkedHashMap.newLinkedHashMap(pathParameters.size());
    pathParameters.forEach((name, value) -> decoded.put(name, QueryString.decodePath(value)));
    return decoded;
  }

  private static <T> T written(@Nullable T slot, String name) {
    if (slot == null) {
      throw new IllegalStateException(name + " read before a phase made it");
    }
    return slot;
  }

  private static void unwritten(@Nullable Object slot, String name) {
    if (slot != null) {
      throw new IllegalStateException(name + " made twice");
    }
  }
}
