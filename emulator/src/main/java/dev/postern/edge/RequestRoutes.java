package dev.postern.edge;

import dev.postern.execute.Exchange;
import dev.postern.execute.observe.Inspector;
import dev.postern.execute.observe.Inspector.Inspected;
import dev.postern.execute.observe.Inspector.Message;
import dev.postern.execute.observe.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the inspector. {@code GET /_postern/requests} lists the last requests; {@code
 * GET /_postern/requests/{requestId}} shows the details of one. Times are in milliseconds.
 */
final class RequestRoutes {
  private static final double NANOS_PER_MILLI = 1e6;

  private final @Nullable Inspector inspector;

  /**
   * Shows the requests that the inspector keeps.
   *
   * @param inspector null if it is off
   */
  RequestRoutes(@Nullable Inspector inspector) {
    this.inspector = inspector;
  }

  void mount(Router router) {
    router.get("/_postern/requests").handler(this::list);
    router.get("/_postern/requests/:id").handler(this::one);
  }

  private void list(RoutingContext context) {
    JsonArray listed = new JsonArray();
    if (inspector != null) {
      inspector.latest().forEach(request -> listed.add(summary(request)));
    }
    Answers.json(context, 200, new JsonObject().put("requests", listed));
  }

  private void one(RoutingContext context) {
    if (inspector == null) {
      Answers.fail(context, 404, "Requests are not kept: POSTERN_INSPECT is 0");
      return;
    }
    String id = Objects.requireNonNull(context.pathParam("id"), "the route has an id");
    inspector
        .find(id)
        .ifPresentOrElse(
            request -> Answers.json(context, 200, whole(request)),
            () -> Answers.fail(context, 404, "No kept request has the id " + id));
  }

  private static JsonObject summary(Inspected request) {
    Exchange exchange = request.exchange();
    return new JsonObject()
        .put("requestId", exchange.ids().requestId())
        .put("time", exchange.incoming().received().toString())
        .put("apiId", exchange.stage().api().value())
        .put("stage", exchange.stage().name().value())
        .put("httpMethod", exchange.request().method())
        .put("path", exchange.incoming().contextPath())
        .put("resourcePath", exchange.plan().resourcePath())
        .put("status", Integer.valueOf(request.response().line()))
        .put("latency", millis(exchange.incoming().received(), request.answered()));
  }

  private static JsonObject whole(Inspected request) {
    Exchange exchange = request.exchange();
    JsonObject whole = summary(request);
    whole.put("extendedRequestId", exchange.ids().extendedRequestId());
    whole.put("deploymentId", exchange.stage().deploymentId());
    whole.put("resourceId", exchange.plan().resourceId());
    if (exchange.stage().canaryRequest() != null) {
      whole.put("isCanaryRequest", exchange.stage().canaryRequest());
    }
    whole.put("stageVariables", object(exchange.stage().variables()));
    whole.put("pathParameters", object(exchange.pathParameters()));
    whole.put("queryStringParameters", object(exchange.query()));
    whole.put(
        "methodRequest",
        message(request.methodRequest()).put("rawQuery", exchange.request().query()));
    Message sent = request.integrationRequest();
    if (sent != null) {
      JsonObject integrationRequest = message(sent).put("httpMethod", sent.line());
      if (request.integrationUrl() != null) {
        integrationRequest.put("url", request.integrationUrl());
      }
      whole.put("endpointRequest", integrationRequest);
    }
    Message received = request.integrationResponse();
    if (received != null) {
      whole.put(
          "endpointResponse", message(received).put("status", Integer.valueOf(received.line())));
    }
    if (request.sentAt() != null && request.receivedAt() != null) {
      whole.put("integrationLatency", millis(request.sentAt(), request.receivedAt()));
    }
    if (request.refusal() != null) {
      whole.put(
          "refusal",
          new JsonObject()
              .put("responseType", request.refusal().type().name())
              .put("message", request.refusal().text())
              .put("reason", request.refusal().executionLog())
              .put("explanation", request.refusal().explanation()));
    }
    whole.put("choices", new JsonArray(request.choices().stream().map(Supplier::get).toList()));
    whole.put("notes", new JsonArray(request.notes()));
    whole.put("methodResponse", message(request.response()));
    return whole.put("phases", phases(request));
  }

  private static JsonArray phases(Inspected request) {
    JsonArray phases = new JsonArray();
    for (Inspector.Passed passed : request.phases()) {
      phases.add(
          new JsonObject()
              .put("phase", passed.phase())
              .put("outcome", passed.outcome())
              .put("at", millis(request.exchange().incoming().received(), passed.done())));
    }
    return phases;
  }

  private static JsonObject message(Message message) {
    JsonObject shown = new JsonObject().put("headers", object(Secrets.masked(message.headers())));
    try {
      // A truncated body may end within a character.
      boolean whole = message.body().length == message.length();
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(whole ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE)
              .decode(ByteBuffer.wrap(message.body()))
              .toString();
      shown.put("body", text);
    } catch (CharacterCodingException _) {
      shown.put("bodyBase64", Base64.getEncoder().encodeToString(message.body()));
    }
    return message.body().length < message.length()
        ? shown.put("bodyLength", message.length())
        : shown;
  }

  private static JsonObject object(Map<String, ?> entries) {
    JsonObject object = new JsonObject();
    entries.forEach((name, value) ->
        object.put(name, value instanceof List<?> list ? new JsonArray(List.copyOf(list)) : value));
    return object;
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / NANOS_PER_MILLI;
  }
}
