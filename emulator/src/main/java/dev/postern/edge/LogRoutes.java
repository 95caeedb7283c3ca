package dev.postern.edge;

import dev.postern.http.QueryString;
import dev.postern.report.LambdaLogs;
import dev.postern.report.LogEvent;
import dev.postern.report.LogGroup;
import dev.postern.report.LogGroups;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The addresses of logs. {@code GET /_postern/logs} lists the log groups. {@code GET
 * /_postern/logs/{group}} shows a group's last events; {@code ?follow=true} adds new events as
 * server-sent events. {@code GET /_postern/functions/{name}/logs} shows a function's group. Groups
 * of the same name in several accounts and regions are shown together.
 */
final class LogRoutes {
  private static final String PATH = "/_postern/logs";

  private final LogGroups groups;

  LogRoutes(LogGroups groups) {
    this.groups = groups;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::list);
    router.get(PATH + "/*").handler(this::group);
    router.get("/_postern/functions/:name/logs").handler(this::function);
  }

  private void list(RoutingContext context) {
    JsonArray listed = new JsonArray();
    for (LogGroup group : groups.groups()) {
      listed.add(described(new JsonObject().put("logGroup", group.name()), group));
    }
    Answers.json(context, 200, new JsonObject().put("logGroups", listed));
  }

  private void group(RoutingContext context) {
    String path = Objects.requireNonNull(context.request().path(), "the route has a path");
    String wanted = QueryString.decodePath(path.substring(PATH.length() + 1));
    String name = groups.named(wanted).isEmpty() && !wanted.startsWith("/") ? "/" + wanted : wanted;
    if (!groups.named(name).isEmpty()) {
      show(context, name);
    } else if (follows(context)) {
      // The group exists only after the first call of the API.
      show(context, wanted);
    } else {
      Answers.fail(context, 404, "No log group has the name " + wanted);
    }
  }

  private void function(RoutingContext context) {
    String name = Objects.requireNonNull(context.pathParam("name"), "the route has a name");
    show(context, LambdaLogs.PREFIX + name.substring(name.lastIndexOf(':') + 1));
  }

  private void show(RoutingContext context, String name) {
    List<JsonObject> events = new ArrayList<>();
    for (LogGroup group : groups.named(name)) {
      for (LogEvent event : groups.events(group)) {
        events.add(described(event(event), group));
      }
    }
    events.sort(Comparator.comparing(event -> event.getLong("timestamp")));
    if (follows(context)) {
      follow(context, name, events);
    } else {
      Answers.json(context, 200, new JsonObject().put("events", new JsonArray(events)));
    }
  }

  private void follow(RoutingContext context, String name, List<JsonObject> past) {
    HttpServerResponse response = context.response();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    var _ = response.putHeader("Cache-Control", "no-store").writeHead();
    Context loop = context.vertx().getOrCreateContext();
    past.forEach(event -> send(response, event));
    Runnable end =
        groups.follow(
            name,
            (group, event) -> {
              JsonObject shown = described(event(event), group);
              loop.runOnContext(_ -> send(response, shown));
            });
    response.closeHandler(_ -> end.run());
  }

  /** Sends an event; drops it if the reader is too slow, to bound the memory. */
  private static void send(HttpServerResponse response, JsonObject event) {
    if (!response.closed() && !response.writeQueueFull()) {
      var _ = response.write("data: " + event.encode() + "\n\n");
    }
  }

  private static boolean follows(RoutingContext context) {
    return "true".equals(context.request().getParam("follow"));
  }

  private static JsonObject event(LogEvent event) {
    return new JsonObject()
        .put("timestamp", event.time().toEpochMilli())
        .put("logStream", event.stream())
        .put("message", event.message());
  }

  private static JsonObject described(JsonObject shown, LogGroup group) {
    return shown
        .put("account", group.owner().account().value())
        .put("region", group.owner().region().code());
  }
}
