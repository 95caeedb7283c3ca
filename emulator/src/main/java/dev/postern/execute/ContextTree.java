package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.VpcEndpoint;
import dev.postern.http.HttpRequest;
import dev.postern.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes the {@code $context} tree of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
 *     Variables for data transformations for API Gateway</a>
 */
public final class ContextTree {
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private ContextTree() {}

  /** In the order in which AWS lists the keys. */
  static Map<String, Object> of(Exchange exchange) {
    HttpRequest request = exchange.request();
    Incoming incoming = exchange.incoming();
    StageRelease stage = exchange.stage();
    Map<String, Object> tree = LinkedHashMap.newLinkedHashMap(32);
    if (!exchange.plan().resourcePath().isEmpty()) {
      tree.put("resourceId", exchange.plan().resourceId());
      tree.put("resourcePath", exchange.plan().resourcePath());
    }
    if (!exchange.plan().operationName().isEmpty()) {
      tree.put("operationName", exchange.plan().operationName());
    }
    tree.put("httpMethod", request.method());
    tree.put("extendedRequestId", exchange.ids().extendedRequestId());
    tree.put("requestTime", requestTime(incoming.received()));
    tree.put("path", incoming.contextPath());
    tree.put("accountId", stage.owner().account().value());
    tree.put("protocol", "HTTP/1.1");
    Map<String, Object> requestOverride = new HashMap<>();
    requestOverride.put("header", new LinkedHashMap<String, Object>());
    requestOverride.put("path", new LinkedHashMap<String, Object>());
    requestOverride.put("querystring", new LinkedHashMap<String, Object>());
    tree.put("requestOverride", requestOverride);
    tree.put("stage", stage.name().value());
    tree.put("domainPrefix", domainPrefix(incoming.domainName()));
    tree.put("requestTimeEpoch", incoming.received().toEpochMilli());
    tree.put("requestId", exchange.ids().requestId());
    tree.put("identity", identity(exchange));
    tree.put("domainName", incoming.domainName());
    tree.put("deploymentId", stage.deploymentId());
    Map<String, Object> responseOverride = new HashMap<>();
    responseOverride.put("header", new LinkedHashMap<String, Object>());
    tree.put("responseOverride", responseOverride);
    tree.put("apiId", stage.api().value());
    if (stage.canaryRequest() != null) {
      tree.put("isCanaryRequest", stage.canaryRequest());
    }
    return tree;
  }

  /** {@code 10/Mar/2026:05:16:23 +0000}. */
  public static String requestTime(Instant received) {
    return CLF.format(received);
  }

  /** The first label of the host. */
  public static String domainPrefix(String domainName) {
    int dot = domainName.indexOf('.');
    return dot < 0 ? domainName : domainName.substring(0, dot);
  }

  /** Returns {@code $context.error}. */
  public static Map<String, Object> error(GatewayException refusal) {
    Map<String, Object> error = new LinkedHashMap<>();
    String message = refusal.text();
    if (message != null) {
      error.put("message", message);
    }
    error.put("messageString", Json.quote(message));
    error.put("responseType", refusal.type().name());
    String validationError = refusal.validationErrorString();
    if (validationError != null) {
      error.put("validationErrorString", validationError);
    }
    return error;
  }

  private static Map<String, Object> identity(Exchange exchange) {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("sourceIp", exchange.request().remoteAddress());
    String agent = exchange.request().headers().get("User-Agent");
    if (agent != null) {
      identity.put("userAgent", agent);
    }
    VpcEndpoint through = exchange.incoming().vpcEndpoint();
    if (through != null) {
      identity.put("vpceId", through.id());
      if (through.vpc() != null) {
        identity.put("vpcId", through.vpc());
      }
    }
    return identity;
  }
}
