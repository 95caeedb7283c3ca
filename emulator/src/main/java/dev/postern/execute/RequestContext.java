package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.VpcEndpoint;
import dev.postern.http.Json;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The {@code $context} of a request: a map whose values are computed when they are read.
 *
 * <p>Mapping templates, parameter mappings, gateway responses, access logs and the events of
 * functions and authorizers read it. Templates also write to it. Only the variables that are read
 * are computed; iterating over the entries computes all.
 *
 * <p>Not safe for use by several threads at once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
 *     Variables for data transformations for API Gateway</a>
 */
public final class RequestContext extends AbstractMap<String, Object> {
  private static final String REQUEST_OVERRIDE = "requestOverride";
  private static final String RESPONSE_OVERRIDE = "responseOverride";
  private static final String BACKEND_REQUEST_ID = "awsEndpointRequestId";

  /** The variables in AWS's order. */
  private static final List<String> NAMES =
      List.of(
          "resourceId",
          "resourcePath",
          "operationName",
          "httpMethod",
          "extendedRequestId",
          "requestTime",
          "path",
          "accountId",
          "protocol",
          REQUEST_OVERRIDE,
          "stage",
          "domainPrefix",
          "requestTimeEpoch",
          "requestId",
          "identity",
          "authorizer",
          "domainName",
          "deploymentId",
          RESPONSE_OVERRIDE,
          "apiId",
          "isCanaryRequest",
          BACKEND_REQUEST_ID);

  /** The keys of {@code identity} that every request has, in AWS's order. */
  private static final List<String> IDENTITY =
      List.of(
          "cognitoIdentityPoolId",
          "accountId",
          "cognitoIdentityId",
          "caller",
          "sourceIp",
          "principalOrgId",
          "accessKey",
          "cognitoAuthenticationType",
          "cognitoAuthenticationProvider",
          "userArn",
          "userAgent",
          "user");

  private final Exchange exchange;

  /** Maps that were returned and values that were written. */
  private Map<String, Object> kept = Map.of();

  /**
   * All entries, set once the entries were iterated or one was removed; from then on the only
   * source.
   */
  private @Nullable Map<String, Object> all;

  private @Nullable Function<String, @Nullable Object> more;

  RequestContext(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Adds a source of further variables; it returns null for names it does not know. */
  public void extend(Function<String, @Nullable Object> source) {
    more = source;
  }

  /**
   * Returns the values that templates set in {@code $context.requestOverride}: {@code header},
   * {@code querystring} or {@code path}.
   */
  public Map<?, ?> requestOverride(String part) {
    return override(REQUEST_OVERRIDE, part);
  }

  /** Returns the headers that templates set in {@code $context.responseOverride}. */
  public Map<?, ?> responseHeaderOverride() {
    return override(RESPONSE_OVERRIDE, "header");
  }

  /** Returns the value of {@code $context.responseOverride.status}, or null if none was set. */
  public @Nullable Object statusOverride() {
    return written(RESPONSE_OVERRIDE) instanceof Map<?, ?> override ? override.get("status") : null;
  }

  /**
   * Returns {@code $context.identity}. It has all keys of AWS's events; what is unknown is null,
   * which templates print as an empty text.
   */
  public Map<String, @Nullable Object> identity() {
    Map<String, @Nullable Object> identity = LinkedHashMap.newLinkedHashMap(IDENTITY.size() + 2);
    IDENTITY.forEach(name -> identity.put(name, null));
    exchange.identity().describe(identity::put);
    identity.put("sourceIp", exchange.request().remoteAddress());
    identity.put("userAgent", exchange.request().headers().get("User-Agent"));
    VpcEndpoint through = exchange.incoming().vpcEndpoint();
    if (through != null) {
      identity.put("vpcId", through.vpc());
      identity.put("vpceId", through.id());
    }
    if (exchange.apiKey() != null) {
      identity.put("apiKey", exchange.apiKey());
    }
    if (exchange.apiKeyId() != null) {
      identity.put("apiKeyId", exchange.apiKeyId());
    }
    return identity;
  }

  /** Forgets {@code $context.identity}: more is known of the caller than when it was read. */
  void identified() {
    if (all != null) {
      all.put("identity", identity());
    } else if (!kept.isEmpty()) {
      kept.remove("identity");
    }
  }

  private Map<?, ?> override(String override, String part) {
    return written(override) instanceof Map<?, ?> parts && parts.get(part) instanceof Map<?, ?> set
        ? set
        : Map.of();
  }

  /**
   * Returns a value that already exists, or null: before the first read of the map there is no
   * override.
   */
  private @Nullable Object written(String name) {
    return all == null ? kept.get(name) : all.get(name);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    Object value = written(name);
    if (value == null && (all == null || name.equals(BACKEND_REQUEST_ID))) {
      value = computed(name);
    }
    return value == null && more != null ? more.apply(name) : value;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null || (all != null && all.containsKey(key));
  }

  @Override
  public @Nullable Object put(String name, @Nullable Object value) {
    Object old = get(name);
    // Only among all entries is a null different from a value that is still to be computed.
    (value == null ? all() : writable()).put(name, value);
    return old;
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    return all().remove(key);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return all().entrySet();
  }

  private Map<String, Object> all() {
    Map<String, Object> entries = all;
    if (entries == null) {
      entries = LinkedHashMap.newLinkedHashMap(32);
      for (String name : NAMES) {
        Object value = get(name);
        if (value != null) {
          entries.put(name, value);
        }
      }
      kept.forEach(entries::put);
      all = entries;
    } else if (!entries.containsKey(BACKEND_REQUEST_ID)) {
      // The backend may have responded since the entries were first iterated.
      String id = exchange.backendRequestId();
      if (id != null) {
        entries.put(BACKEND_REQUEST_ID, id);
      }
    }
    return entries;
  }

  private Map<String, Object> writable() {
    if (all != null) {
      return all;
    }
    if (kept.isEmpty()) {
      kept = new LinkedHashMap<>();
    }
    return kept;
  }

  private <T> T keep(String name, T value) {
    writable().put(name, value);
    return value;
  }

  private @Nullable Object computed(String name) {
    Incoming incoming = exchange.incoming();
    StageRelease stage = exchange.stage();
    Plan plan = exchange.plan();
    return switch (name) {
      case "resourceId" -> plan.resourcePath().isEmpty() ? null : plan.resourceId();
      case "resourcePath" -> plan.resourcePath().isEmpty() ? null : plan.resourcePath();
      case "operationName" -> plan.operationName().isEmpty() ? null : plan.operationName();
      case "httpMethod" -> exchange.request().method();
      case "extendedRequestId" -> exchange.ids().extendedRequestId();
      case "requestTime" -> keep(name, RequestTime.format(incoming.received()));
      case "path" -> incoming.contextPath();
      case "accountId" -> stage.owner().account().value();
      case "protocol" -> "HTTP/1.1";
      case REQUEST_OVERRIDE -> keep(name, emptyMaps("header", "path", "querystring"));
      case "stage" -> stage.name().value();
      case "domainPrefix" -> domainPrefix(incoming.domainName());
      case "requestTimeEpoch" -> incoming.received().toEpochMilli();
      case "requestId" -> exchange.ids().requestId();
      case "identity" -> keep(name, identity());
      case "authorizer" -> authorizer();
      case "domainName" -> incoming.domainName();
      case "deploymentId" -> stage.deploymentId();
      case RESPONSE_OVERRIDE -> keep(name, emptyMaps("header"));
      case "apiId" -> stage.api().value();
      case "isCanaryRequest" -> stage.canaryRequest();
      case BACKEND_REQUEST_ID -> exchange.backendRequestId();
      default -> null;
    };
  }

  private static Map<String, Object> emptyMaps(String... names) {
    Map<String, Object> maps = HashMap.newHashMap(names.length + 1);
    for (String name : names) {
      maps.put(name, new LinkedHashMap<String, Object>());
    }
    return maps;
  }

  /** Returns the first label of the host. */
  private static String domainPrefix(String domainName) {
    int dot = domainName.indexOf('.');
    return dot < 0 ? domainName : domainName.substring(0, dot);
  }

  private static void putIfPresent(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private @Nullable Map<String, Object> authorizer() {
    Authorization authorization = exchange.authorizationIfMade();
    return authorization == null ? null : keep("authorizer", authorization.context());
  }

  /** Returns {@code $context.error} of a refusal. */
  public static Map<String, Object> error(GatewayException refusal) {
    Map<String, Object> error = new LinkedHashMap<>();
    String message = refusal.text();
    putIfPresent(error, "message", message);
    error.put("messageString", Json.quote(message));
    error.put("responseType", refusal.type().name());
    putIfPresent(error, "validationErrorString", refusal.validationErrorString());
    return error;
  }
}
