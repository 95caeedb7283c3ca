package dev.postern.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.report.Occupancy;
import dev.postern.report.Occupancy.Kind;
import dev.postern.testing.Dribble;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientConnectionsTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Occupancy occupancy = new Occupancy();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void slowHeadClosesTheConnection() throws IOException {
    int port = serve((_, request) -> request.response().end());

    try (Dribble client = Dribble.to(port)) {
      assertThat(client.untilTheEnd("GET / HTTP/1.1\r\nX-A: ")).isEmpty();
    }
  }

  @Test
  void slowHeadOfALaterRequestClosesTheConnection() throws IOException {
    int port = serve((_, request) -> request.response().setStatusCode(204).end());

    try (Dribble client = Dribble.to(port)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(client.untilTheEnd("GET / HTTP/1.1\r\nX-A: "))
          .isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
    }
  }

  @Test
  void responseHasNoTimeout() throws IOException {
    int port =
        serve((_, request) ->
            vertx.setTimer(
                2 * TIMEOUT.toMillis(), _ -> request.response().setStatusCode(204).end()));

    try (Dribble client = Dribble.to(port)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

      assertThat(client.rest()).startsWith("HTTP/1.1 204 No Content\r\n");
    }
  }

  @Test
  void disconnectedClientIsNoLongerCounted() throws Exception {
    CompletableFuture<HttpServerRequest> started = new CompletableFuture<>();
    CompletableFuture<Void> gone = new CompletableFuture<>();
    int port =
        serve((_, request) -> {
          request.response().closeHandler(_ -> vertx.runOnContext(_ -> gone.complete(null)));
          started.complete(request);
        });

    try (Dribble client = Dribble.to(port)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      started.get(20, TimeUnit.SECONDS);
      assertThat(occupancy.now(Kind.REQUESTS)).isOne();
      assertThat(occupancy.now(Kind.CLIENT_CONNECTIONS)).isOne();
    }

    gone.get(20, TimeUnit.SECONDS);
    assertThat(occupancy.now(Kind.REQUESTS)).isZero();
    assertThat(occupancy.now(Kind.CLIENT_CONNECTIONS)).isZero();
  }

  private int serve(BiConsumer<ClientConnections, HttpServerRequest> handler) {
    ClientConnections connections =
        new ClientConnections(vertx, TIMEOUT, InstantSource.system(), occupancy);
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .connectionHandler(connections::connected)
            .requestHandler(request -> {
              assertThat(connections.requestStarted(request)).isTrue();
              handler.accept(connections, request);
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return server.actualPort();
  }
}
