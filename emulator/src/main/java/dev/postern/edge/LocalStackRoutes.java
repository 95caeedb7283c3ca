package dev.postern.edge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses at which clients made for LocalStack ask whether it is ready: {@code GET
 * /_localstack/info} and {@code GET /_localstack/init}, of one stage {@code GET
 * /_localstack/init/ready}. Postern runs no init scripts, and listens only when it is ready.
 *
 * @see <a href="https://docs.localstack.cloud/aws/capabilities/config/initialization-hooks/">
 *     Initialization Hooks</a>
 */
final class LocalStackRoutes {
  private static final DateTimeFormatter SERVER_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Paths of LocalStack that lead to Postern's own addresses. All others are not found. */
  static final Set<String> PATHS =
      Set.of(
          "/_localstack/health",
          "/_localstack/info",
          "/_localstack/init",
          "/_localstack/init/boot",
          "/_localstack/init/start",
          "/_localstack/init/ready",
          "/_localstack/init/shutdown");

  private final String version;
  private final InstantSource clock;
  private final Instant started;

  LocalStackRoutes(String version, InstantSource clock, Instant started) {
    this.version = version;
    this.clock = clock;
    this.started = started;
  }

  void mount(Router router) {
    router.get("/_localstack/info").handler(this::info);
    router.get("/_localstack/init").handler(LocalStackRoutes::stages);
    router.get("/_localstack/init/:stage").handler(LocalStackRoutes::stage);
  }

  private void info(RoutingContext context) {
    Instant now = clock.instant();
    Answers.json(
        context,
        200,
        new JsonObject()
            .put("version", version)
            .put("edition", "postern")
            .put("is_license_activated", false)
            .put("system", System.getProperty("os.name").toLowerCase(Locale.ROOT))
            .put("server_time_utc", SERVER_TIME.format(now))
            .put("uptime", Duration.between(started, now).toSeconds()));
  }

  private static void stages(RoutingContext context) {
    JsonObject completed =
        new JsonObject()
            .put("BOOT", true)
            .put("START", true)
            .put("READY", true)
            .put("SHUTDOWN", false);
    Answers.json(
        context, 200, new JsonObject().put("completed", completed).put("scripts", new JsonArray()));
  }

  private static void stage(RoutingContext context) {
    @Nullable String stage = context.pathParam("stage");
    Answers.json(
        context,
        200,
        new JsonObject()
            .put("completed", !"shutdown".equals(stage))
            .put("scripts", new JsonArray()));
  }
}
