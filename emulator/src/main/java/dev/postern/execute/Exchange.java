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
 * One request on its way through the phases. What is known when the route is found is final. What
 * phases make is in slots: each is written once and cannot be read before. For one thread at a
 * time, the request's loop.
 */
public final class Exchange {
  private final Incoming incoming;
  private final StageRelease stage;
  private final Plan plan;
  private final Map<String, String> pathParameters;
  private final RequestIds ids;
  private final Loop loop;
  private final @Nullable Observer observer;
  private final RequestContext context = new RequestContext(this);

  private @Nullable Headers headers;
  private @Nullable Map<String, List<String>> query;
  private @Nullable MappingInput mappingInput;
  private @Nullable Identity identity;
  private @Nullable Authorization authorization;
  private @Nullable IntegrationRequest integrationRequest;
  private @Nullable BackendResponse backendResponse;
  private @Nullable Integer functionStatus;
  private @Nullable HttpResponse response;

  /**
   * A request whose route is known.
   *
   * @param pathParameters raw, by name
   * @param loop that the request is served on
   */
  public Exchange(
      Incoming incoming,
      StageRelease stage,
      Plan plan,
      Map<String, String> pathParameters,
      RequestIds ids,
      Loop loop) {
    this.incoming = incoming;
    this.stage = stage;
    this.plan = plan;
    this.pathParameters = pathParameters;
    this.ids = ids;
    this.loop = loop;
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

  /** Returns the event loop that the request is served on. */
  public Loop loop() {
    return loop;
  }

  /** Returns {@code $context}, the same instance each time. */
  public RequestContext context() {
    return context;
  }

  /**
   * Returns the observer, or null if nobody observes: a request pays nothing for logs that are off.
   */
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
              new Payload(request().body()), new Parameters(), context, stage.variables());
    }
    return mappingInput;
  }

  /** Returns who calls; a caller who has not signed is anonymous. */
  public Identity identity() {
    return identity == null ? Identity.ANONYMOUS : identity;
  }

  /** Sets who calls, once a signature was verified. */
  public void identity(Identity verified) {
    unwritten(identity, "identity");
    identity = verified;
  }

  /**
   * Returns what an authorizer said.
   *
   * @throws IllegalStateException if no authorizer has been asked
   */
  public Authorization authorization() {
    return written(authorization, "authorization");
  }

  /** Returns what an authorizer said, or null if none has been asked. */
  public @Nullable Authorization authorizationIfMade() {
    return authorization;
  }

  /** Sets what an authorizer said. */
  public void authorization(Authorization made) {
    unwritten(authorization, "authorization");
    authorization = made;
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

  public BackendResponse backendResponse() {
    return written(backendResponse, "backend response");
  }

  /** Null when the walk has not come so far. */
  public @Nullable BackendResponse backendResponseIfReceived() {
    return backendResponse;
  }

  public void backendResponse(BackendResponse received) {
    unwritten(backendResponse, "backend response");
    backendResponse = received;
  }

  /** The id under which the endpoint knows the request, or null. */
  public @Nullable String backendRequestId() {
    if (backendResponse == null) {
      return null;
    }
    String id = backendResponse.headers().get("x-amzn-RequestId");
    return id == null ? backendResponse.headers().get("x-amz-request-id") : id;
  }

  /** {@code $context.integration.status}: that of the endpoint, or the one a function has named. */
  public @Nullable Integer integrationStatus() {
    if (functionStatus != null || backendResponse == null) {
      return functionStatus;
    }
    return backendResponse.status();
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

  /** The parameters as mappings read them; few mappings read all. */
  private final class Parameters implements RequestParameters {
    private @Nullable Map<String, String> path;

    @Override
    public Map<String, String> path() {
      if (path == null) {
        path = decoded(pathParameters);
      }
      return path;
    }

    private static Map<String, String> decoded(Map<String, String> raw) {
      if (raw.isEmpty()) {
        return raw;
      }
      Map<String, String> decoded = LinkedHashMap.newLinkedHashMap(raw.size());
      raw.forEach((name, value) -> decoded.put(name, QueryString.decodePath(value)));
      return decoded;
    }

    @Override
    public Map<String, List<String>> querystring() {
      return query();
    }

    @Override
    public Headers headers() {
      return Exchange.this.headers();
    }
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
