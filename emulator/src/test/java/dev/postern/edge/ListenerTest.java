package dev.postern.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.execute.Pipeline;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.Gateway;
import dev.postern.http.HttpResponse;
import dev.postern.report.Occupancy;
import dev.postern.testing.Dribble;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static final int TIMEOUT_MILLIS = 300;

  private final Vertx vertx = Vertx.vertx();
  private int port;

  @BeforeEach
  void listen() {
    InstantSource clock = InstantSource.system();
    Limits limits = Limits.AWS;
    Gateway gateway =
        new Gateway(new Directory(), new Pipeline(), new Ids(() -> 1), clock, () -> 1, limits);
    Listener listener =
        new Listener(
            new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(TIMEOUT_MILLIS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
            new Listener.Doors(
                gateway, _ -> HttpResponse.empty(204), _ -> {}, Runnable::run, limits),
            clock,
            new Occupancy());
    vertx.deployVerticle(listener).toCompletionStage().toCompletableFuture().join();
    port = listener.port();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void slowHeadClosesTheConnection() throws IOException {
    try (Dribble client = Dribble.to(port)) {
      assertThat(client.untilTheEnd("GET / HTTP/1.1\r\nX-A: ")).isEmpty();
    }
  }

  @Test
  void slowBodyIsARequestTimeout() throws IOException {
    try (Dribble client = Dribble.to(port)) {
      assertThat(client.untilTheEnd("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"))
          .startsWith("HTTP/1.1 408 Request Timeout\r\n")
          .endsWith("\r\n\r\nRequest Timeout");
    }
  }

  @Test
  void slowBodyThatIsTooLargeClosesTheConnection() throws IOException {
    try (Dribble client = Dribble.to(port)) {
      assertThat(
              client.untilTheEnd("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n"))
          .startsWith("HTTP/1.1 413 ");
    }
  }
}
