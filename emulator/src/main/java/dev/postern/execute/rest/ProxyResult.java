package dev.postern.execute.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.front.HeaderRules;
import dev.postern.http.Headers;
import dev.postern.http.MediaType;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The object in which a proxy function returns status and headers, checked against the contract.
 *
 * @param malformed creates the refusal of a result that violates the contract
 */
record ProxyResult(JsonNode json, Supplier<GatewayException> malformed) {
  private static final String CONTENT_TYPE = "Content-Type";

  private static final ObjectReader JSON =
      new JsonMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A number is taken as its text: 1.10 keeps its zero.
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .forType(JsonNode.class);

  /** Parses a result; empty if the text is not one JSON value. */
  static Optional<ProxyResult> read(
      byte[] text, Set<String> allowedKeys, Supplier<GatewayException> malformed) {
    JsonNode json;
    try {
      json = JSON.readValue(text);
    } catch (IOException _) {
      return Optional.empty();
    }
    if (!json.isObject()) {
      throw malformed.get();
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!allowedKeys.contains(field.getKey())) {
        throw malformed.get();
      }
    }
    return Optional.of(new ProxyResult(json, malformed));
  }

  int status() {
    JsonNode statusCode = json.get("statusCode");
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
        throw malformed.get();
      }
    }
    throw malformed.get();
  }

  /** Returns the body as it was given, or null if there is none. */
  @Unverified("That a number or boolean as body is its text is assumed; no answer is recorded.")
  @Nullable String body() {
    JsonNode body = json.get("body");
    return body == null || body.isNull() ? null : text(body);
  }

  /** Returns whether the body is base64. */
  @Unverified(
      "That base64Encoded counts only if it is not null, and that texts other than those of"
          + " booleans are malformed, is assumed; no answer is recorded.")
  boolean isBase64Encoded() {
    boolean named = isTrue(json.get("isBase64Encoded"));
    JsonNode other = json.get("base64Encoded");
    return (other == null || other.isNull()) ? named : isTrue(other);
  }

  private boolean isTrue(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return false;
    }
    String text = value.isBoolean() || value.isTextual() ? value.asText() : "";
    return switch (text) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default -> throw malformed.get();
    };
  }

  /**
   * Adds the headers. For a name in both maps: all values, the multi-value map's first, in its
   * spelling. The content type is JSON by default, unless a map has a null for it.
   */
  void addHeaders(Headers.Builder headers) {
    JsonNode multi = json.get("multiValueHeaders");
    JsonNode single = json.get("headers");
    for (Map.Entry<String, JsonNode> field : fields(multi)) {
      if (!field.getValue().isArray()) {
        throw malformed.get();
      }
      for (JsonNode value : field.getValue()) {
        if (!value.isNull()) {
          HeaderRules.addOfProxyResponse(headers, field.getKey(), text(value));
        }
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
    if (!headers.contains(CONTENT_TYPE) && !withholdsContentType(single, multi)) {
      headers.add(CONTENT_TYPE, MediaType.JSON);
    }
  }

  private boolean withholdsContentType(@Nullable JsonNode single, @Nullable JsonNode multi) {
    JsonNode value = sameName(single, CONTENT_TYPE);
    JsonNode values = sameName(multi, CONTENT_TYPE);
    return (value != null && value.isNull()) || (values != null && !values.isEmpty());
  }

  /** Adds the cookies, which only a streaming function may return separately. */
  void addCookies(Headers.Builder headers) {
    JsonNode cookies = json.get("cookies");
    if (cookies == null || cookies.isNull()) {
      return;
    }
    if (!cookies.isArray()) {
      throw malformed.get();
    }
    for (JsonNode cookie : cookies) {
      headers.add("Set-Cookie", text(cookie));
    }
  }

  private @Nullable JsonNode sameName(@Nullable JsonNode map, String name) {
    for (Map.Entry<String, JsonNode> field : fields(map)) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return null;
  }

  private Set<Map.Entry<String, JsonNode>> fields(@Nullable JsonNode map) {
    if (map == null || map.isNull()) {
      return Set.of();
    }
    if (!map.isObject()) {
      throw malformed.get();
    }
    return map.properties();
  }

  private String text(JsonNode value) {
    if (value.isContainerNode()) {
      throw malformed.get();
    }
    return value.asText();
  }
}
