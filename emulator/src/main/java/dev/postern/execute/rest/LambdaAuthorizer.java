package dev.postern.execute.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.runner.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda authorizer: asks its function who the caller is and what they may do.
 *
 * @param id of the authorizer
 * @param tokenHeader header whose value a TOKEN authorizer is handed; null for a REQUEST authorizer
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">
 *     Use API Gateway Lambda authorizers</a>
 */
public record LambdaAuthorizer(String id, FunctionCall call, @Nullable String tokenHeader) {
  /** How long an authorizer function may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final ObjectReader JSON = new JsonMapper().readerFor(JsonNode.class);

  /**
   * What an authorizer function returned.
   *
   * @param policyDocument JSON
   * @param context values as text
   * @param usageIdentifierKey value of an API key, or null
   */
  public record Result(
      String principalId,
      String policyDocument,
      Map<String, String> context,
      @Nullable String usageIdentifierKey) {}

  /**
   * Asks the function; never blocks.
   *
   * @param methodArn what is to be called
   * @return fails with a {@link dev.postern.aws.error.GatewayException}
   */
  public CompletableFuture<Result> authorize(Exchange exchange, String methodArn) {
    byte[] event =
        tokenHeader == null
            ? requestEvent(exchange, methodArn)
            : tokenEvent(exchange, methodArn, tokenHeader);
    String sourceArn = FunctionCall.executeApiArn(exchange, "/authorizers/" + id);
    Observer observer = exchange.observer();
    if (observer != null) {
      Observer.Sent sent = call.sent(exchange, sourceArn, event);
      observer.noted("Endpoint request URI: " + sent.url(), exchange);
      observer.noted(
          "Endpoint request body after transformations: "
              + new String(event, StandardCharsets.UTF_8),
          exchange);
      observer.noted("Sending request to " + sent.url(), exchange);
    }
    return call.invoke(exchange, sourceArn, exchange.ids().requestId(), event)
        .thenApply(outcome -> result(exchange, outcome));
  }

  private static byte[] tokenEvent(Exchange exchange, String methodArn, String header) {
    return EventWriter.event(
        exchange,
        false,
        event -> {
          event.json().writeStringField("type", "TOKEN");
          event.json().writeStringField("methodArn", methodArn);
          event.writeNullable("authorizationToken", exchange.request().headers().get(header));
        });
  }

  private static byte[] requestEvent(Exchange exchange, String methodArn) {
    return EventWriter.event(
        exchange,
        false,
        event -> {
          event.json().writeStringField("type", "REQUEST");
          event.json().writeStringField("methodArn", methodArn);
          event.writeRequest();
        });
  }

  private static Result result(Exchange exchange, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success(byte[] payload) -> parsed(exchange, payload);
      case Outcome.FunctionError(byte[] error) -> throw failure(error);
      case Outcome.TimedOut(byte[] error) -> throw failure(error);
      case Outcome.Throttled(String reason) -> throw GatewayErrors.authorizerFailed(reason);
      case Outcome.SandboxFailed(String message) -> throw GatewayErrors.authorizerFailed(message);
    };
  }

  private static RuntimeException failure(byte[] error) {
    String text = new String(error, StandardCharsets.UTF_8);
    try {
      JsonNode message = JSON.<JsonNode>readValue(error).get("errorMessage");
      if (message != null && message.asText().equals("Unauthorized")) {
        return GatewayErrors.unauthorized();
      }
    } catch (IOException e) {
      return GatewayErrors.authorizerFailed("no JSON: " + e.getMessage());
    }
    return GatewayErrors.authorizerFailed(text);
  }

  private static Result parsed(Exchange exchange, byte[] payload) {
    if (exchange.observer() != null) {
      exchange
          .observer()
          .noted(
              "Authorizer result body before parsing: "
                  + new String(payload, StandardCharsets.UTF_8),
              exchange);
    }
    JsonNode result;
    try {
      result = JSON.readValue(payload);
    } catch (IOException _) {
      throw GatewayErrors.invalidAuthorizerResponse("it is no JSON");
    }
    JsonNode principal = result.get("principalId");
    JsonNode policy = result.get("policyDocument");
    if (principal == null || !principal.isValueNode() || principal.asText().isEmpty()) {
      throw GatewayErrors.invalidAuthorizerResponse("it has no principalId");
    }
    if (policy == null || !policy.isObject()) {
      throw GatewayErrors.invalidAuthorizerResponse("it has no policyDocument");
    }
    JsonNode key = result.get("usageIdentifierKey");
    return new Result(
        principal.asText(),
        policy.toString(),
        context(result.get("context")),
        key == null || key.isNull() ? null : key.asText());
  }

  private static Map<String, String> context(@Nullable JsonNode context) {
    Map<String, String> values = new LinkedHashMap<>();
    if (context == null || context.isNull()) {
      return values;
    }
    for (Map.Entry<String, JsonNode> entry : context.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw GatewayErrors.invalidAuthorizerResponse(
            "its context value " + entry.getKey() + " is no string, number or boolean");
      }
      if (!entry.getValue().isNull()) {
        values.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return values;
  }
}
