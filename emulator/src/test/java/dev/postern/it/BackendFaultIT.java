package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;

/** Tests backends and clients that break off. */
@ExtendWith(PosternExtension.class)
class BackendFaultIT {
  private static final int MAX_BYTES = 10_485_760;

  private final Running postern;

  BackendFaultIT(Running postern) {
    this.postern = postern;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\nten",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "\u0000\u0001\u0002",
        "",
      })
  void incompleteOrMalformedResponseIsANetworkError(String answer) {
    try (RawBackend backend = new RawBackend(socket -> writeAndClose(socket, answer))) {
      assertNetworkError(api("GET", backend).get("/dev"));
    }
  }

  @Test
  void resetInTheMiddleOfTheBodyIsANetworkError() {
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          socket.setSoLinger(true, 0);
          socket.close();
        })) {
      assertNetworkError(api("GET", backend).get("/dev"));
    }
  }

  @Test
  void hugeHeadersAreANetworkError() {
    String head = "HTTP/1.1 200 OK\r\nX-Huge: " + "x".repeat(100_000) + "\r\n";
    try (RawBackend backend =
        new RawBackend(socket -> writeAndClose(socket, head + "Content-Length: 0\r\n\r\n"))) {
      assertNetworkError(api("GET", backend).get("/dev"));
    }
  }

  @Test
  void bytesBeyondTheContentLengthAreDiscarded() {
    try (RawBackend backend =
        new RawBackend(
            socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"))) {
      TestApi api = api("GET", backend);

      for (int i = 0; i < 3; i++) {
        HttpResponse answer = api.get("/dev");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText()).isEqualTo("ok");
      }
    }
  }

  @Test
  void bodyWithoutLengthEndsWithTheConnection() {
    try (RawBackend backend =
        new RawBackend(socket -> writeAndClose(socket, "HTTP/1.1 200 OK\r\n\r\nall of it"))) {
      assertThat(api("GET", backend).get("/dev").bodyText()).isEqualTo("all of it");
    }
  }

  @Test
  void redirectsAreForwarded() {
    try (RawBackend elsewhere = RawBackend.ok();
        RawBackend backend =
            RawBackend.answering("HTTP/1.1 302 Found\nLocation: " + elsewhere.url(), "")) {
      HttpResponse answer = api("GET", backend).get("/dev");

      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.headers().get("Location")).isEqualTo(elsewhere.url());
      assertThat(elsewhere.requests()).isZero();
    }
  }

  @Test
  void stallAfterTheHeadTimesOutAndClosesTheConnection() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          RawBackend.awaitEnd(socket, ended);
        })) {
      HttpResponse answer = api("GET", backend, 100).get("/dev");

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Endpoint request timed out\"}");
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void responseWithTooLargeContentLengthIsNotRead() {
    try (RawBackend backend =
        new RawBackend(socket ->
            write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (MAX_BYTES + 1) + "\r\n\r\n"))) {
      assertInternal(api("GET", backend).get("/dev"));
    }
  }

  @Test
  void tooLargeResponseWithoutLengthIsAnInternalError() {
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, "HTTP/1.1 200 OK\r\n\r\n");
          byte[] part = new byte[1 << 20];
          for (int i = 0; i < 11; i++) {
            socket.getOutputStream().write(part);
          }
          socket.close();
        })) {
      assertInternal(api("GET", backend).get("/dev"));
    }
  }

  @Test
  void responseToHeadMayHaveAContentLength() {
    try (RawBackend backend =
        new RawBackend(
            socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"))) {
      TestApi api = api("HEAD", backend);

      assertThat(api.send("HEAD", "/dev", "").status()).isEqualTo(200);
    }
  }

  /** Simulates a backend that closes the idle connection at the moment of the second request. */
  @Test
  void safeRequestIsRetriedIfItsIdleConnectionCloses() {
    try (RawBackend backend = new RawBackend(new OncePerConnection())) {
      TestApi api = api("GET", backend);

      for (int i = 0; i < 4; i++) {
        assertThat(api.get("/dev").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void unsafeRequestIsNotRetried() {
    OncePerConnection behaviour = new OncePerConnection();
    try (RawBackend backend = new RawBackend(behaviour)) {
      TestApi api = api("POST", backend);
      api.send("POST", "/dev", "1");
      backend.takeRequest();
      int status = 200;

      // The kernel chooses the event loop of a client, and with it the backend connection.
      while (status == 200) {
        status = api.send("POST", "/dev", "2").status();
        backend.takeRequest();
      }

      assertThat(status).isEqualTo(504);
      assertThat(backend.requests()).isZero();
    }
  }

  @Test
  void disconnectedClientEndsTheRequestToTheBackend() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawBackend backend = new RawBackend(socket -> RawBackend.awaitEnd(socket, ended))) {
      TestApi api = api("GET", backend);
      Socket client = new Socket(InetAddress.getLoopbackAddress(), postern.http().port());
      write(client, "GET /dev HTTP/1.1\r\nHost: " + api.host() + "\r\n\r\n");
      backend.takeRequest();

      client.close();

      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Answers the first request of a connection and closes the connection at the second. */
  private static final class OncePerConnection implements RawBackend.Behaviour {
    private final Set<Socket> used = ConcurrentHashMap.newKeySet();

    @Override
    public void answer(Socket socket) throws IOException {
      if (used.add(socket)) {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      } else {
        socket.close();
      }
    }
  }

  private static void writeAndClose(Socket socket, String text) throws IOException {
    write(socket, text);
    socket.close();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void assertNetworkError(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.bodyText())
        .isEqualTo("{\"message\": \"Network error communicating with endpoint\"}");
  }

  private static void assertInternal(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
  }

  private TestApi api(String verb, RawBackend backend) {
    return api(verb, backend, 29_000);
  }

  private TestApi api(String verb, RawBackend backend, int timeoutMillis) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method(
        verb,
        "/",
        i ->
            i.type(IntegrationType.HTTP_PROXY)
                .integrationHttpMethod(verb)
                .uri(backend.url())
                .timeoutInMillis(timeoutMillis));
    api.deploy("dev");
    return api;
  }
}
