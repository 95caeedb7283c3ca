package dev.postern.edge;

import dev.postern.execute.observe.Inspector;
import dev.postern.report.LogGroups;
import dev.postern.report.Occupancy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Postern's own addresses: {@code GET /_postern/health} (also {@code /_localstack/health}), {@code
 * POST /_postern/reset}, {@code GET /_postern/metrics}, {@code GET
 * /_postern/functions/{name}/code}, the logs, the last requests, and what {@link LocalStackRoutes}
 * has.
 */
public final class PosternRoutes {
  private final Router router;
  private final Parts parts;
  private final Instant started;

  /**
   * The data and actions of the addresses.
   *
   * @param services names of the implemented AWS services
   * @param lambdaEngine one line that names the engine
   * @param metrics counters as Prometheus text; may block
   * @param inspector keeps the last requests; null if it is off
   * @param occupancy open connections, requests and timers
   * @param functionCode zip file of a function of any account and region, by name
   * @param originAllowed whether pages of an origin may call
   * @param reset deletes all state; may block
   */
  public record Parts(
      String version,
      List<String> services,
      Supplier<String> lambdaEngine,
      LogGroups logs,
      Supplier<String> metrics,
      @Nullable Inspector inspector,
      Occupancy occupancy,
      Function<String, Optional<byte[]>> functionCode,
      Predicate<String> originAllowed,
      Runnable reset,
      Executor blocking,
      InstantSource clock) {}

  public PosternRoutes(Vertx vertx, Parts parts) {
    this.parts = parts;
    this.started = parts.clock().instant();
    this.router = Router.router(vertx);
    router.route().handler(this::refuseForeignPages);
    router.get("/_postern/health").handler(this::health);
    router.get("/_localstack/health").handler(this::health);
    router.post("/_postern/reset").handler(this::reset);
    router.get("/_postern/functions/:name/code").handler(this::code);
    router.get("/_postern/metrics").handler(this::metrics);
    new LocalStackRoutes(parts.version(), parts.clock(), started).mount(router);
    new LogRoutes(parts.logs()).mount(router);
    new RequestRoutes(parts.inspector()).mount(router);
    router
        .route()
        .handler(context ->
            Answers.fail(
                context,
                404,
                "No such address: " + context.request().method() + " " + context.request().path()));
  }

  /** Answers one request. */
  public void handle(HttpServerRequest request) {
    router.handle(request);
  }

  /**
   * Refuses pages of other sites, which could otherwise delete the state without the user's
   * knowledge.
   */
  private void refuseForeignPages(RoutingContext context) {
    String origin = context.request().getHeader("Origin");
    if (origin == null) {
      context.next();
      return;
    }
    if (!parts.originAllowed().test(origin)) {
      Answers.fail(
          context, 403, "Pages of " + origin + " may not call Postern (POSTERN_CORS_ORIGINS)");
      return;
    }
    context.response().putHeader("Access-Control-Allow-Origin", origin).putHeader("Vary", "Origin");
    context.next();
  }

  private void health(RoutingContext context) {
    JsonObject services = new JsonObject();
    parts.services().forEach(service -> services.put(service, "running"));
    JsonObject open = new JsonObject();
    for (Occupancy.Kind kind : Occupancy.Kind.values()) {
      open.put(kind.label(), parts.occupancy().now(kind));
    }
    Answers.json(
        context,
        200,
        new JsonObject()
            .put("status", "running")
            .put("version", parts.version())
            .put("services", services)
            .put("lambdaEngine", parts.lambdaEngine().get())
            .put("open", open)
            .put("uptimeSeconds", Duration.between(started, parts.clock().instant()).toSeconds()));
  }

  private void reset(RoutingContext context) {
    var here = context.vertx().getOrCreateContext();
    parts
        .blocking()
        .execute(() -> {
          parts.reset().run();
          here.runOnContext(
              _ -> Answers.json(context, 200, new JsonObject().put("status", "reset")));
        });
  }

  /** Shows the metrics; runs off the event loop, since the first call loads a library. */
  private void metrics(RoutingContext context) {
    var here = context.vertx().getOrCreateContext();
    parts
        .blocking()
        .execute(() -> {
          String text = parts.metrics().get();
          here.runOnContext(_ -> {
            var _ =
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text);
          });
        });
  }

  private void code(RoutingContext context) {
    String name = functionName(context);
    parts
        .functionCode()
        .apply(name)
        .ifPresentOrElse(
            zip -> {
              var _ =
                  context
                      .response()
                      .putHeader("Content-Type", "application/zip")
                      .putHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"")
                      .end(io.vertx.core.buffer.Buffer.buffer(zip));
            },
            () -> Answers.fail(context, 404, "No function with a zip file has the name " + name));
  }

  private static String functionName(RoutingContext context) {
    return Objects.requireNonNull(context.pathParam("name"), "the route has a name");
  }
}
