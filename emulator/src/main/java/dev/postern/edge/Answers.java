package dev.postern.edge;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes the JSON responses of Postern's own addresses. */
final class Answers {
  private Answers() {}

  static void json(RoutingContext context, int status, JsonObject body) {
    var _ =
        context
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "application/json")
            .end(body.encode());
  }

  static void fail(RoutingContext context, int status, String message) {
    json(context, status, new JsonObject().put("message", message));
  }
}
