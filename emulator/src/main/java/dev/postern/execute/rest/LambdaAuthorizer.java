package dev.postern.execute.rest;

import dev.postern.aws.error.AccessErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.execute.observe.Secrets;
import dev.postern.runner.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A phase that calls a Lambda authorizer to identify and authorize the caller, and waits for its
 * result. A cached result of the same caller takes the place of a call.
 *
 * @param id authorizer id
 * @param call the authorizer's function; null if its URI names none
 * @param kind type of the authorizer
 * @param identity what identifies the caller; a request that lacks a part of it is refused
 * @param cache results of earlier calls; null if results are not cached
 * @param clock times the calls
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">
 *     Use API Gateway Lambda authorizers</a>
 */
public record LambdaAuthorizer(
    String id,
    @Nullable FunctionCall call,
    Kind kind,
    IdentitySources identity,
    @Nullable AuthorizerCache cache,
    InstantSource clock)
    implements Phase {
  /** The time limit of an authorizer function. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The types of Lambda authorizers. */
  public enum Kind {
    /** Receives the value of one header. */
    TOKEN,
    /** Receives the request without its body. */
    REQUEST
  }

  @Override
  public Step apply(Exchange exchange) {
    note(exchange, "Starting authorizer: " + id + " for request: " + exchange.ids().requestId());
    List<String> values = identity.values(exchange);
    if (values == null) {
      exchange.chosen(() -> "authorizer " + id + ": not called, the caller's identity is missing");
      throw unauthorized(exchange);
    }
    Authorization known = cache == null ? null : cache.get(values);
    if (known != null) {
      exchange.chosen(() -> "authorizer " + id + ": cached result");
      authorize(exchange, known.withLatency(0));
      return Step.NEXT;
    }
    if (call == null) {
      throw AccessErrors.invalidAuthorizer("Invalid endpoint address");
    }
    exchange.chosen(() -> "authorizer " + id + ": called");
    byte[] event = event(exchange, values);
    String sourceArn = exchange.stage().authorizerArn(id);
    noteCall(exchange, call, values, event, sourceArn);
    Instant start = clock.instant();
    return new Step.Waits<>(
        invoke(exchange, call, sourceArn, event),
        outcome -> {
          Authorization result = AuthorizerResult.of(exchange, outcome);
          if (cache != null) {
            cache.put(values, result);
          }
          long millis = Duration.between(start, clock.instant()).toMillis();
          authorize(exchange, result.withLatency(millis));
        },
        TIMEOUT,
        () -> AccessErrors.authorizerFailed("it did not answer in time"));
  }

  private static CompletableFuture<Outcome> invoke(
      Exchange exchange, FunctionCall call, String sourceArn, byte[] event) {
    try {
      return call.invoke(exchange, sourceArn, exchange.ids().requestId(), event);
    } catch (GatewayException notPermitted) {
      throw AccessErrors.invalidPermissionsOnAuthorizer();
    }
  }

  private static void authorize(Exchange exchange, Authorization result) {
    exchange.authorization(result);
    note(
        exchange,
        "Using valid authorizer policy for principal: " + Secrets.mask(result.principalId()));
    note(exchange, "Successfully completed authorizer execution");
  }

  /** Writes the log line of a caller who is not accepted, and returns the refusal. */
  public static GatewayException unauthorized(Exchange exchange) {
    note(exchange, "Unauthorized request: " + exchange.ids().requestId());
    return AccessErrors.unauthorized();
  }

  private static void note(Exchange exchange, String line) {
    Observer observer = exchange.observer();
    if (observer != null) {
      observer.noted(line, exchange);
    }
  }

  private void noteCall(
      Exchange exchange, FunctionCall call, List<String> values, byte[] event, String sourceArn) {
    Observer observer = exchange.observer();
    if (observer == null) {
      return;
    }
    observer.traced(
        () ->
            "Incoming identity: "
                + (kind == Kind.TOKEN
                    ? Secrets.mask(values.getFirst())
                    : identity.masked(values).toString()),
        exchange);
    Observer.Sent sent = call.sent(exchange, sourceArn, event);
    observer.traced(() -> "Endpoint request URI: " + sent.url(), exchange);
    observer.traced(() -> "Endpoint request headers: " + Secrets.masked(sent.headers()), exchange);
    observer.traced(
        () ->
            "Endpoint request body after transformations: "
                + new String(event, StandardCharsets.UTF_8),
        exchange);
    observer.noted("Sending request to " + sent.url(), exchange);
  }

  private byte[] event(Exchange exchange, List<String> values) {
    String methodArn = InvokeRequests.methodArn(exchange);
    return kind == Kind.TOKEN
        ? tokenEvent(exchange, methodArn, values.getFirst())
        : requestEvent(exchange, methodArn);
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
}
