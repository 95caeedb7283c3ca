package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;

/**
 * Tests backends that answer more than once, or whose responses have no clear end. A response to
 * one request is never taken for the response to another. In the texts, {@code ~} is a line break.
 */
@ExtendWith(PosternExtension.class)
class BackendDialogueIT {
  private static final String OK = "HTTP/1.1 200 OK~Content-Length: 2~~ok";
  private static final String EVIL = "HTTP/1.1 200 OK~Content-Length: 4~~evil";

  private final Running postern;

  BackendDialogueIT(Running postern) {
    this.postern = postern;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue~~",
        "HTTP/1.1 102 Processing~~",
        "HTTP/1.1 103 Early Hints~X-Interim: 1~~",
        "HTTP/1.1 104 Upload Resumption Supported~X-Interim: 1~~",
        "HTTP/1.1 199 Odd~X-Interim: 1~~",
        "HTTP/1.1 100 Continue~~HTTP/1.1 102 Processing~~HTTP/1.1 103 Early Hints~~",
      })
  void interimResponsesAreIgnored(String interim) {
    try (RawBackend backend = new RawBackend(socket -> write(socket, interim + OK))) {
      TestApi api = api("GET", backend, 29_000);

      for (int i = 0; i < 3; i++) {
        HttpResponse answer = api.get("/dev");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText()).isEqualTo("ok");
        assertThat(answer.headers().contains("X-Interim")).isFalse();
      }
    }
  }

  @Test
  void interimResponsesDoNotExtendTheTimeout() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, "HTTP/1.1 102 Processing~~");
          RawBackend.awaitEnd(socket, ended);
        })) {
      assertThat(api("GET", backend, 100).get("/dev").bodyText())
          .isEqualTo("{\"message\": \"Endpoint request timed out\"}");
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 Switching Protocols~Connection: upgrade~Upgrade: other~~" + EVIL,
        "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 4~~okok",
        "HTTP/1.1 200 OK~Content-Length: 2, 4~~okok",
        "HTTP/1.1 200 OK~Content-Length: +2~~ok",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 9~~2~ok~0~~",
        "HTTP/1.1 200 OK~Content-Length: 9~Transfer-Encoding: chunked~~2~ok~0~~",
        "HTTP/1.1 200 OK~X-A: b\rX-C: d~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-2~ok~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2;\nok~0~~",
        "HTTP/1.1 20x OK~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~: b~Content-Length: 2~~ok",
        "HTTP/3.9 200 OK~Content-Length: 2~~ok",
        "ICY 200 OK~Content-Length: 2~~ok",
        "HTTP/1.1 200 OK~" + "X-A: b~",
      })
  void ambiguousResponseIsANetworkError(String answer) {
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, answer);
          socket.shutdownOutput();
        })) {
      HttpResponse shown = api("GET", backend, 29_000).get("/dev");

      assertThat(shown.status()).isEqualTo(504);
      assertThat(shown.bodyText())
          .isEqualTo("{\"message\": \"Network error communicating with endpoint\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked~~2~ok~0~~",
        "Transfer-Encoding : chunked~~2~ok~0~~",
        "Transfer-Encoding: chunked~~2;a=b~ok~0~X-Trailer: 1~~",
        "Content-Length: 2~X A: b~~ok",
      })
  void responseIsForwardedWithItsLengthForEveryFraming(String rest) {
    String answer = "HTTP/1.1 200 OK~" + rest;
    try (RawBackend backend = new RawBackend(socket -> write(socket, answer))) {
      HttpResponse shown = api("GET", backend, 29_000).get("/dev");

      assertThat(shown.bodyText()).isEqualTo("ok");
      assertThat(shown.headers().all("Content-Length")).containsExactly("2");
      assertThat(shown.headers().contains("Transfer-Encoding")).isFalse();
      assertThat(shown.headers().contains("X-Trailer")).isFalse();
      assertThat(shown.headers().contains("X A")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OK + EVIL,
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ok~0~~" + EVIL,
        "HTTP/1.1 204 No Content~Content-Length: 39~~" + EVIL,
        "HTTP/1.1 304 Not Modified~Content-Length: 39~~" + EVIL,
      })
  void secondResponseIsDiscarded(String answers) {
    try (RawBackend backend = new RawBackend(socket -> write(socket, answers))) {
      TestApi api = api("GET", backend, 29_000);

      for (int i = 0; i < 6; i++) {
        assertThat(api.get("/dev").bodyText()).isIn("ok", "");
      }
    }
  }

  @Test
  void responseToHeadHasNoBodyWhateverTheBackendSends() {
    try (RawBackend backend =
        new RawBackend(socket -> write(socket, "HTTP/1.1 200 OK~Content-Length: 39~~" + EVIL))) {
      TestApi api = api("HEAD", backend, 29_000);

      for (int i = 0; i < 6; i++) {
        HttpResponse answer = api.send("HEAD", "/dev", "");

        assertThat(answer.body()).isEmpty();
      }
    }
  }

  @Test
  void http10ResponseEndsWithTheConnection() {
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, "HTTP/1.0 200 OK~~all of it");
          socket.close();
        })) {
      assertThat(api("GET", backend, 29_000).get("/dev").bodyText()).isEqualTo("all of it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK~Content-Le", "HTTP/1.1 200 OK~Content-Length: 9~~"})
  void resetIsANetworkErrorAtEveryPosition(String start) {
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, start);
          socket.setSoLinger(true, 0);
          socket.close();
        })) {
      assertThat(api("POST", backend, 29_000).send("POST", "/dev", "1").status()).isEqualTo(504);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK~Content-Le", "HTTP/1.1 200 OK~Content-Length: 9~~a"})
  void stallTimesOutAtEveryPosition(String start) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawBackend backend =
        new RawBackend(socket -> {
          write(socket, start);
          RawBackend.awaitEnd(socket, ended);
        })) {
      HttpResponse answer = api("GET", backend, 100).get("/dev");

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Endpoint request timed out\"}");
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
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
