package dev.postern.execute.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.execute.observe.Secrets;
import dev.postern.runner.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phase that calls a Lambda authorizer to identify and authorize the caller, and waits for its
 * result.
 *
 * @param id authorizer id
 * @param token token source of a TOKEN authorizer; null for a REQUEST authorizer
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">
 *     Use API Gateway Lambda authorizers</a>
 */
public record LambdaAuthorizer(String id, FunctionCall call, @Nullable Token token)
    implements Phase {
  /** The time limit of an authorizer function. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final ObjectReader JSON = new JsonMapper().readerFor(JsonNode.class);

  /**
   * The token source of a TOKEN authorizer.
   *
   * @param header header that holds the token
   * @param pattern pattern that the whole token must match, or null
   */
  public record Token(String header, @Nullable Pattern pattern) {
    /** Returns the token, or refuses the request without calling the function. */
    private String of(Exchange exchange) {
      String token = exchange.request().headers().get(header);
      if (token == null
          || token.isEmpty()
          || (pattern != null && !pattern.matcher(token).matches())) {
        throw GatewayErrors.unauthorized();
      }
      return token;
    }
  }

  @Override
  public Step apply(Exchange exchange) {
    String methodArn =
        exchange.stage().methodArn(exchange.request().method(), exchange.incoming().path());
    String identity = token == null ? null : token.of(exchange);
    byte[] event =
        identity == null
            ? requestEvent(exchange, methodArn)
            : tokenEvent(exchange, methodArn, identity);
    String sourceArn = exchange.stage().authorizerArn(id);
    note(exchange, identity, event, sourceArn);
    return new Step.Waits<>(
        call.invoke(exchange, sourceArn, exchange.ids().requestId(), event)
            .thenApply(outcome -> result(exchange, outcome)),
        exchange::authorization,
        TIMEOUT,
        () -> GatewayErrors.authorizerFailed("it did not answer in time"));
  }

  private void note(Exchange exchange, @Nullable String identity, byte[] event, String sourceArn) {
    Observer observer = exchange.observer();
    if (observer == null) {
      return;
    }
    if (identity != null) {
      observer.noted("Incoming identity: " + Secrets.mask(identity), exchange);
    }
    Observer.Sent sent = call.sent(exchange, sourceArn, event);
    observer.noted("Endpoint request URI: " + sent.url(), exchange);
    observer.noted(
        "Endpoint request body after transformations: " + new String(event, StandardCharsets.UTF_8),
        exchange);
    observer.noted("Sending request to " + sent.url(), exchange);
  }

  private static byte[] tokenEvent(Exchange exchange, String methodArn, String token) {
    return EventWriter.event(
        exchange,
        false,
        event -> {
          event.json().writeStringField("type", "TOKEN");
          event.json().writeStringField("methodArn", methodArn);
          event.json().writeStringField("authorizationToken", token);
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

  private static Authorization result(Exchange exchange, Outcome outcome) {
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

  private static Authorization parsed(Exchange exchange, byte[] payload) {
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
    if (principal == null
        || principal.isNull()
        || !principal.isValueNode()
        || principal.asText().isEmpty()) {
      throw GatewayErrors.invalidAuthorizerResponse("it has no principalId");
    }
    if (policy == null || !policy.isObject()) {
      throw GatewayErrors.invalidAuthorizerResponse("it has no policyDocument");
    }
    JsonNode key = result.get("usageIdentifierKey");
    String document = policy.toString();
    return new Authorization(
        principal.asText(),
        document,
        Policy.parse(document, PolicyKind.IDENTITY_BASED),
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
