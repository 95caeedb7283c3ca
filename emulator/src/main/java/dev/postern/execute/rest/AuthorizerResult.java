package dev.postern.execute.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.AccessErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.observe.Secrets;
import dev.postern.runner.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader of what the function of a Lambda authorizer returns.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">
 *     Output from an API Gateway Lambda authorizer</a>
 */
final class AuthorizerResult {
  private static final ObjectReader JSON = new JsonMapper().readerFor(JsonNode.class);

  private static final Pattern API_KEY =
      Pattern.compile("(\"usageIdentifierKey\"\\s*:\\s*\")((?:[^\"\\\\]++|\\\\.)*+)");

  private AuthorizerResult() {}

  /**
   * Returns the result of an invocation. Called on the request's loop.
   *
   * @throws GatewayException if the authorizer does not accept the caller or has failed
   */
  static Authorization of(Exchange exchange, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success(byte[] payload) -> parsed(exchange, payload);
      case Outcome.FunctionError(byte[] error) -> throw failure(exchange, error);
      case Outcome.TimedOut(byte[] error) -> throw failure(exchange, error);
      case Outcome.Throttled(String reason) -> throw AccessErrors.authorizerFailed(reason);
      case Outcome.SandboxFailed(String message) -> throw AccessErrors.authorizerFailed(message);
    };
  }

  private static GatewayException failure(Exchange exchange, byte[] error) {
    String text = new String(error, StandardCharsets.UTF_8);
    try {
      JsonNode message = JSON.<JsonNode>readValue(error).get("errorMessage");
      if (message != null && message.asText().equals("Unauthorized")) {
        return LambdaAuthorizer.unauthorized(exchange);
      }
    } catch (IOException e) {
      return AccessErrors.authorizerFailed("no JSON: " + e.getMessage());
    }
    return AccessErrors.authorizerFunctionFailed(text);
  }

  private static Authorization parsed(Exchange exchange, byte[] payload) {
    Observer observer = exchange.observer();
    if (observer != null) {
      observer.traced(
          () ->
              "Authorizer result body before parsing: "
                  + masked(new String(payload, StandardCharsets.UTF_8)),
          exchange);
    }
    JsonNode result;
    try {
      result = JSON.readValue(payload);
    } catch (IOException _) {
      throw AccessErrors.invalidAuthorizerResponse("it is no JSON");
    }
    if (!result.isObject()) {
      throw AccessErrors.unparsableAuthorizerPolicy();
    }
    if (result.has("isAuthorized")) {
      throw AccessErrors.invalidAuthorizerResponse(
          "Unrecognized field \"isAuthorized\" , not marked as ignorable");
    }
    JsonNode principal = result.get("principalId");
    if (principal == null || !principal.isTextual() || principal.asText().isEmpty()) {
      throw AccessErrors.invalidAuthorizerResponse("it has no principalId");
    }
    JsonNode document = result.get("policyDocument");
    if (document == null || !document.isObject()) {
      throw AccessErrors.unparsableAuthorizerPolicy();
    }
    Policy policy = Policy.parse(document.toString(), PolicyKind.IDENTITY_BASED);
    if (!policy.isReadable()) {
      throw AccessErrors.unparsableAuthorizerPolicy();
    }
    JsonNode key = result.get("usageIdentifierKey");
    return new Authorization(
        principal.asText(),
        document.toString(),
        policy,
        context(result.get("context")),
        key == null || key.isNull() ? null : key.asText(),
        0);
  }

  /** Returns the result with its API key masked. */
  @Unverified("AWS documents that logs mask API keys; how this line shows one is not recorded.")
  private static String masked(String result) {
    return API_KEY
        .matcher(result)
        .replaceAll(key -> Matcher.quoteReplacement(key.group(1) + Secrets.mask(key.group(2))));
  }

  /**
   * Returns the context values as text. A member named {@code claims} is dropped: it belongs to
   * user pools.
   */
  private static Map<String, String> context(@Nullable JsonNode context) {
    Map<String, String> values = new LinkedHashMap<>();
    if (context == null || context.isNull()) {
      return values;
    }
    if (!context.isObject()) {
      throw AccessErrors.invalidAuthorizerResponse("its context is no object");
    }
    for (Map.Entry<String, JsonNode> entry : context.properties()) {
      JsonNode value = entry.getValue();
      if (entry.getKey().equals("claims")) {
        continue;
      }
      if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
        throw AccessErrors.invalidAuthorizerResponse(
            "its context value " + entry.getKey() + " is no string, number or boolean");
      }
      values.put(entry.getKey(), value.asText());
    }
    return values;
  }
}
