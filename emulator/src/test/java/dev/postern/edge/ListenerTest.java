package dev.postern.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.execute.Pipeline;
import dev.postern.execute.live.Directory;
import dev.postern.execute.live.Gateway;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import dev.postern.report.Occupancy;
import dev.postern.testing.Dribble;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ClientSSLOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                gateway,
                ListenerTest::controlPlane,
                (request, maxBytes) -> tooLarge(request, maxBytes),
                new Listener.Forwards(_ -> Optional.empty(), _ -> new ClientSSLOptions()),
                request -> request.response().end("page"),
                Runnable::run,
                limits),
            clock,
            new Occupancy());
    vertx.deployVerticle(listener).toCompletionStage().toCompletableFuture().join();
    port = listener.port();
  }

  private static HttpResponse controlPlane(HttpRequest request) {
    return request.path().equals("/stream")
        ? HttpResponse.streamed(200, Headers.empty(), BodyStream.of(WholeBody.of(new byte[] {'a'})))
        : HttpResponse.empty(204);
  }

  /** Answers only requests to /known, as a service with words of its own. */
  private static Optional<HttpResponse> tooLarge(HttpRequest request, int maxBytes) {
    return request.path().equals("/known")
        ? Optional.of(HttpResponse.text(413, "text/plain", "at most " + maxBytes))
        : Optional.empty();
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

  /** Tests answers of every kind: two requests on one connection, of which the second ends it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /control HTTP/1.1\r\nHost: a\r\n",
        "GET /stream HTTP/1.1\r\nHost: a\r\n",
        "GET /_postern/health HTTP/1.1\r\nHost: a\r\n",
        "GET /dev HTTP/1.1\r\nHost: none.execute-api.localhost\r\n",
        "POST /dev HTTP/1.1\r\nHost: none.execute-api.localhost\r\nContent-Length: 0\r\n",
        "HEAD /control HTTP/1.1\r\nHost: a\r\n",
        "GET /control HTTP/1.0\r\nConnection: keep-alive\r\n",
      })
  void connectionIsAnnouncedInEveryAnswer(String head) throws IOException {
    try (Dribble client = Dribble.to(port)) {
      client.send(head + "\r\n" + "GET /control HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

      assertThat(connectionHeaders(client.rest()))
          .containsExactly("Connection: keep-alive", "Connection: close");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /control HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n",
        "GET /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /_postern/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /control HTTP/1.1\r\n\r\n",
        "GET /control HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n",
        "nothing\r\n\r\n",
        "GET /control HTTP/1.0\r\n\r\n",
        "GET /stream HTTP/1.0\r\n\r\n",
        "GET /_postern/health HTTP/1.0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\nExpect: 100-continue\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n",
      })
  void endOfTheConnectionIsAnnounced(String request) throws IOException {
    try (Dribble client = Dribble.to(port)) {
      client.send(request);

      assertThat(connectionHeaders(client.rest())).containsExactly("Connection: close");
    }
  }

  private static List<String> connectionHeaders(String answers) {
    return answers
        .lines()
        .filter(line -> line.regionMatches(true, 0, "Connection:", 0, 11))
        .toList();
  }

  @Test
  void bodyThatIsTooLargeIsRefusedInTheWordsOfItsService() throws IOException {
    try (Dribble client = Dribble.to(port)) {
      assertThat(
              client.untilTheEnd(
                  "POST /known HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n"))
          .startsWith("HTTP/1.1 413 ")
          .endsWith("\r\n\r\nat most 70167211");
    }
  }
}
