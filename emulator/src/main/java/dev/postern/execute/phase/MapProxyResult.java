package dev.postern.execute.phase;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.EndpointResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.HeaderRules;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.MediaType;
import dev.postern.mapping.BinaryMediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the response of what a proxy function returned; what does not keep to the contract is a
 * 502.
 *
 * @param binary types that an {@code Accept} must name for a base64 body to be decoded
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">
 *     Output format of a Lambda function for proxy integration</a>
 */
public record MapProxyResult(BinaryMediaTypes binary) implements Phase {
  private static final Set<String> ALLOWED_KEYS =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  private static final ObjectReader JSON =
      new JsonMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .forType(JsonNode.class);

  @Override
  public Step apply(Exchange exchange) {
    EndpointResponse endpoint = exchange.endpointResponse();
    if (endpoint.functionError() != null) {
      throw GatewayErrors.functionError(
          new String(endpoint.body(), StandardCharsets.UTF_8), endpoint.functionError());
    }
    if (endpoint.status() != 200) {
      throw GatewayErrors.lambdaFailed("Lambda answered with status " + endpoint.status());
    }
    JsonNode result = result(endpoint.body());
    int status = status(result.get("statusCode"));
    Headers.Builder headers = Headers.builder();
    addHeaders(headers, result.get("multiValueHeaders"), result.get("headers"));
    if (!headers.contains("Content-Type")) {
      headers.add("Content-Type", MediaType.JSON);
    }
    headers.set(
        "X-Amzn-Trace-Id",
        exchange.ids().answeredTrace(exchange.headers(), exchange.incoming().received()));
    byte[] body = body(result, exchange.request().headers().get("Accept"));
    exchange.response(new HttpResponse(status, headers.build(), body));
    return Step.NEXT;
  }

  private static JsonNode result(byte[] payload) {
    JsonNode result;
    try {
      result = JSON.readValue(payload);
    } catch (IOException _) {
      throw GatewayErrors.malformedLambdaProxyResponse();
    }
    if (!result.isObject()) {
      throw GatewayErrors.malformedLambdaProxyResponse();
    }
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      if (!ALLOWED_KEYS.contains(field.getKey())) {
        throw GatewayErrors.malformedLambdaProxyResponse();
      }
    }
    return result;
  }

  private static int status(@Nullable JsonNode statusCode) {
    if (statusCode == null || statusCode.isNull()) {
      return 200;
    }
    if (statusCode.isIntegralNumber() || statusCode.isTextual()) {
      try {
        int status = Integer.parseInt(statusCode.asText().strip());
        if (status >= 100 && status <= 599) {
          return status;
        }
      } catch (NumberFormatException _) {
        throw GatewayErrors.malformedLambdaProxyResponse();
      }
    }
    throw GatewayErrors.malformedLambdaProxyResponse();
  }

  /** Of a name in both maps: all values, the multi-value map's first and in its spelling. */
  private static void addHeaders(
      Headers.Builder headers, @Nullable JsonNode multi, @Nullable JsonNode single) {
    for (Map.Entry<String, JsonNode> field : fields(multi)) {
      if (!field.getValue().isArray()) {
        throw GatewayErrors.malformedLambdaProxyResponse();
      }
      for (JsonNode value : field.getValue()) {
        HeaderRules.addOfProxyResponse(headers, field.getKey(), text(value));
      }
      JsonNode also = sameName(single, field.getKey());
      if (also != null && !also.isNull()) {
        HeaderRules.addOfProxyResponse(headers, field.getKey(), text(also));
      }
    }
    for (Map.Entry<String, JsonNode> field : fields(single)) {
      String value = text(field.getValue());
      if (sameName(multi, field.getKey()) == null && !field.getValue().isNull()) {
        HeaderRules.addOfProxyResponse(headers, field.getKey(), value);
      }
    }
  }

  private static @Nullable JsonNode sameName(@Nullable JsonNode map, String name) {
    for (Map.Entry<String, JsonNode> field : fields(map)) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return null;
  }

  private static Set<Map.Entry<String, JsonNode>> fields(@Nullable JsonNode map) {
    if (map == null || map.isNull()) {
      return Set.of();
    }
    if (!map.isObject()) {
      throw GatewayErrors.malformedLambdaProxyResponse();
    }
    return map.properties();
  }

  private static String text(JsonNode value) {
    if (value.isContainerNode()) {
      throw GatewayErrors.malformedLambdaProxyResponse();
    }
    return value.asText();
  }

  private byte[] body(JsonNode result, @Nullable String accept) {
    JsonNode body = result.get("body");
    if (body == null || body.isNull()) {
      return new byte[0];
    }
    if (!body.isTextual()) {
      throw GatewayErrors.malformedLambdaProxyResponse();
    }
    JsonNode encoded = result.get("isBase64Encoded");
    if (encoded != null && encoded.asBoolean() && binary.matchesAccept(accept)) {
      try {
        return Base64.getDecoder().decode(body.asText());
      } catch (IllegalArgumentException _) {
        throw GatewayErrors.invalidBase64();
      }
    }
    return body.asText().getBytes(StandardCharsets.UTF_8);
  }
}
