package dev.postern.execute;

import dev.postern.execute.cache.CacheMiss;
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
 * One request while its phases run. What is known once the route is found is final. Each phase
 * result has a slot: it is written once and cannot be read before. Confined to the request's event
 * loop.
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
  private @Nullable String apiKey;
  private @Nullable String apiKeyId;
  private @Nullable CacheMiss cacheMiss;
  private @Nullable IntegrationRequest integrationRequest;
  private @Nullable BackendResponse backendResponse;
  private @Nullable Integer functionStatus;
  private @Nullable HttpResponse response;

  /**
   * Creates the exchange of a request whose route is known.
   *
   * @param pathParameters raw values, by name
   * @param loop event loop that serves the request
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

  /** Returns the raw path parameters, by name. */
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

  /** Returns the observer, or null if there is none: disabled logs cost a request nothing. */
  public @Nullable Observer observer() {
    return observer;
  }

  /** Tells the observer of a choice; see {@link Observer#chosen}. */
  public void chosen(Supplier<String> choice) {
    if (observer != null) {
      observer.chosen(choice);
    }
  }

  /**
   * Returns the client's headers as the API sees them: its endpoint type drops some and adds some.
   */
  public Headers headers() {
    if (headers == null) {
      headers = stage.endpoint().received(HeaderRules.onEntry(request().headers()), incoming, ids);
    }
    return headers;
  }

  /** Returns the query parameters, decoded, in the order sent. */
  public Map<String, List<String>> query() {
    if (query == null) {
      // "Amazon API Gateway important notes": a semicolon splits the data.
      query = QueryString.parse(request().query().replace(';', '&'));
    }
    return query;
  }

  /** Returns the input of request templates and mappings, the same instance each time. */
  public MappingInput mappingInput() {
    if (mappingInput == null) {
      mappingInput =
          new MappingInput(
              new Payload(request().body()), new Parameters(), context, stage.variables());
    }
    return mappingInput;
  }

  /** Returns the caller's identity; the caller of an unsigned request is anonymous. */
  public Identity identity() {
    return identity == null ? Identity.ANONYMOUS : identity;
  }

  /** Sets the caller's identity once its signature is verified. */
  public void identity(Identity verified) {
    unwritten(identity, "identity");
    identity = verified;
  }

  /**
   * Returns the authorizer's result.
   *
   * @throws IllegalStateException if no authorizer was called
   */
  public Authorization authorization() {
    return written(authorization, "authorization");
  }

  /** Returns the authorizer's result, or null if no authorizer was called. */
  public @Nullable Authorization authorizationIfMade() {
    return authorization;
  }

  /** Sets the authorizer's result. */
  public void authorization(Authorization made) {
    unwritten(authorization, "authorization");
    authorization = made;
  }

  /** Returns the value of the API key that the request was sent with, or null if it has none. */
  public @Nullable String apiKey() {
    return apiKey;
  }

  /** Sets the value of the request's API key, known or not. */
  public void apiKey(String sent) {
    unwritten(apiKey, "API key");
    apiKey = sent;
    context.identified();
  }

  /** Returns the id of the request's API key, or null if it has none or no such key exists. */
  public @Nullable String apiKeyId() {
    return apiKeyId;
  }

  /** Sets the id of the request's API key once it is found. */
  public void apiKeyId(String found) {
    unwritten(apiKeyId, "API key id");
    apiKeyId = found;
    context.identified();
  }

  /** Returns what the response cache lacked. */
  public CacheMiss cacheMiss() {
    return written(cacheMiss, "cache miss");
  }

  /** Sets what the response cache lacks; the response will be stored. */
  public void cacheMiss(CacheMiss missed) {
    unwritten(cacheMiss, "cache miss");
    cacheMiss = missed;
  }

  public IntegrationRequest integrationRequest() {
    return written(integrationRequest, "integration request");
  }

  /** Returns the integration request, or null if no phase has built it yet. */
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

  /** Returns the backend response, or null if none has been received yet. */
  public @Nullable BackendResponse backendResponseIfReceived() {
    return backendResponse;
  }

  public void backendResponse(BackendResponse received) {
    unwritten(backendResponse, "backend response");
    backendResponse = received;
  }

  /** Returns the backend's id of the request, or null. */
  public @Nullable String backendRequestId() {
    if (backendResponse == null) {
      return null;
    }
    String id = backendResponse.headers().get("x-amzn-RequestId");
    return id == null ? backendResponse.headers().get("x-amz-request-id") : id;
  }

  /**
   * Returns {@code $context.integration.status}: the backend's status, or the one a function
   * returned.
   */
  public @Nullable Integer integrationStatus() {
    if (functionStatus != null || backendResponse == null) {
      return functionStatus;
    }
    return backendResponse.status();
  }

  /** Sets the status that a function returned. */
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

  /** Replaces the response that a phase has made. */
  public void replaceResponse(HttpResponse changed) {
    written(response, "response");
    response = changed;
  }

  /** The request parameters as mappings read them, computed on first use. */
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
