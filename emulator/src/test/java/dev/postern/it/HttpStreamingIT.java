package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.RawStream;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodResponse;

/** Tests HTTP_PROXY integrations with the response transfer mode STREAM. */
@ExtendWith(PosternExtension.class)
class HttpStreamingIT {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int MEGABYTE = 1_048_576;

  private final Running postern;

  HttpStreamingIT(Running postern) {
    this.postern = postern;
  }

  @Test
  void eachPartComesBeforeTheBackendSendsTheNext() throws Exception {
    BlockingQueue<String> toSend = new LinkedBlockingQueue<>();
    try (RawBackend backend = new RawBackend(socket -> sendAsTold(socket, toSend));
        RawStream answer = call(api(backend, _ -> {}))) {
      toSend.add(
          "HTTP/1.1 201 Created\r\nX-B: 2\r\nServer: s\r\nTransfer-Encoding: chunked\r\n\r\n");
      RawStream.Head head = answer.head();
      toSend.add("3\r\none\r\n");
      String first = answer.chunk().orElseThrow();
      toSend.add("3\r\ntwo\r\n");
      String second = answer.chunk().orElseThrow();
      toSend.add("0\r\n\r\n");

      assertThat(answer.chunk()).isEmpty();
      assertThat(first + second).isEqualTo("onetwo");
      assertThat(head.status()).isEqualTo(201);
      assertThat(head.headers().get("X-B")).isEqualTo("2");
      assertThat(head.headers().get("x-amzn-Remapped-Server")).isEqualTo("s");
      assertThat(head.headers().get("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(head.headers().get("Content-Type")).isEqualTo("application/json");
      assertThat(head.headers().all("Date")).hasSize(1);
      assertThat(head.headers().contains("x-amzn-RequestId")).isTrue();
      assertThat(head.headers().contains("Content-Length")).isFalse();
    }
  }

  @Test
  void contentLengthOfTheBackendIsKept() throws Exception {
    try (RawBackend backend = RawBackend.answering("HTTP/1.1 200 OK", "12345");
        RawStream answer = call(api(backend, _ -> {}))) {
      RawStream.Head head = answer.head();

      assertThat(head.headers().all("Content-Length")).containsExactly("5");
      assertThat(head.headers().contains("Transfer-Encoding")).isFalse();
      assertThat(answer.bytes(5)).isEqualTo("12345");
    }
  }

  @Test
  void connectionServesTheNextRequestAfterAStream() throws Exception {
    try (RawBackend backend = RawBackend.answering("HTTP/1.1 200 OK", "12345")) {
      TestApi api = api(backend, _ -> {});
      api.mock("GET", "/mock", "mocked");
      api.deploy("dev");
      String requests =
          "GET /dev HTTP/1.1\r\nHost: %s\r\n\r\nGET /dev/mock HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(api.host(), api.host());

      HttpResponse both = postern.http().exchange(requests.getBytes(StandardCharsets.UTF_8));

      assertThat(both.bodyText()).startsWith("12345HTTP/1.1 200 OK").endsWith("mocked");
    }
  }

  @Test
  void responseToHeadHasNoBody() throws Exception {
    try (RawBackend backend =
            new RawBackend(
                socket -> send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nX-B: 2\r\n\r\n"));
        RawStream answer =
            RawStream.request(
                "HEAD",
                postern.http().port(),
                api(backend, _ -> {}).host(),
                "/dev",
                "Connection: close")) {
      RawStream.Head head = answer.head();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers().get("Content-Length")).isEqualTo("7");
      assertThat(answer.isCutOff()).isTrue();
    }
  }

  @Test
  void bytesAreNeitherChangedNorCompressed() throws Exception {
    try (RawBackend backend =
        new RawBackend(socket -> {
          socket.getOutputStream().write((CHUNKED + "4\r\n").getBytes(StandardCharsets.UTF_8));
          socket.getOutputStream().write(new byte[] {0, (byte) 0xff, (byte) 0xfe, 10});
          send(socket, "\r\n0\r\n\r\n");
        })) {
      TestApi api =
          TestApi.create(
              postern.clients().rest(), postern.http(), r -> r.minimumCompressionSize(0));
      streamed(api, backend, _ -> {});
      api.deploy("dev");

      try (RawStream answer =
          RawStream.get(
              postern.http().port(), api.host(), "/dev", "Accept-Encoding: gzip", "Accept: */*")) {
        assertThat(answer.head().headers().contains("Content-Encoding")).isFalse();
        assertThat(answer.chunk().orElseThrow().getBytes(StandardCharsets.ISO_8859_1))
            .containsExactly(0, 0xff, 0xfe, 10);
      }
    }
  }

  @Test
  void slowClientThrottlesTheBackend() throws Exception {
    int all = 96;
    AtomicLong sent = new AtomicLong();
    CountDownLatch allSent = new CountDownLatch(1);
    try (RawBackend backend =
            new RawBackend(socket -> {
              send(socket, CHUNKED);
              for (int i = 0; i < all; i++) {
                send(socket, "100000\r\n" + "x".repeat(MEGABYTE) + "\r\n");
                sent.incrementAndGet();
              }
              send(socket, "0\r\n\r\n");
              allSent.countDown();
            });
        RawStream answer = call(api(backend, _ -> {}))) {
      assertThat(answer.head().status()).isEqualTo(200);

      boolean ranAhead = allSent.await(1, TimeUnit.SECONDS);
      long before = sent.get();
      long read = answer.bytesToTheEnd();

      assertThat(ranAhead).isFalse();
      assertThat(before).isLessThan(all / 2);
      assertThat(read).isEqualTo((long) all * MEGABYTE);
    }
  }

  @Test
  void clientThatDisconnectsInMidStreamEndsTheBackendsConnection() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (RawBackend backend =
        new RawBackend(socket -> {
          send(socket, CHUNKED + "3\r\none\r\n");
          awaitEnd(socket);
          gone.countDown();
        })) {
      RawStream answer = call(api(backend, _ -> {}));
      answer.head();
      assertThat(answer.chunk()).contains("one");

      answer.close();

      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void clientThatDisconnectsBeforeTheFirstByteEndsTheBackendsConnection() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (RawBackend backend =
        new RawBackend(socket -> {
          asked.countDown();
          awaitEnd(socket);
          gone.countDown();
        })) {
      RawStream answer = call(api(backend, _ -> {}));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

      answer.close();

      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void backendThatFailsBeforeItsHeadIsANetworkError() throws Exception {
    try (RawBackend backend = new RawBackend(Socket::close)) {
      HttpResponse answer = api(backend, _ -> {}).get("/dev");

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.bodyText())
          .isEqualTo("{\"message\": \"Network error communicating with endpoint\"}");
    }
  }

  @Test
  void backendThatFailsInMidStreamCutsTheConnection() throws Exception {
    try (RawBackend backend =
            new RawBackend(socket -> {
              send(socket, CHUNKED + "3\r\none\r\n");
              socket.close();
            });
        RawStream answer = call(api(backend, _ -> {}))) {
      answer.head();

      assertThat(answer.chunk()).contains("one");
      assertThat(answer.isCutOff()).isTrue();
    }
  }

  @Test
  void timeoutAppliesToTheWholeStream() throws Exception {
    try (RawBackend backend =
            new RawBackend(socket -> {
              send(socket, CHUNKED + "3\r\none\r\n");
              awaitEnd(socket);
            });
        RawStream answer = call(api(backend, i -> i.timeoutInMillis(500)))) {
      answer.head();

      assertThat(answer.chunk()).contains("one");
      assertThat(answer.isCutOff()).isTrue();
    }
  }

  @Test
  void timeoutBeforeTheFirstByteIsAGatewayResponse() throws Exception {
    try (RawBackend backend = new RawBackend(HttpStreamingIT::awaitEnd)) {
      HttpResponse answer = api(backend, i -> i.timeoutInMillis(50)).get("/dev");

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Endpoint request timed out\"}");
    }
  }

  @Test
  void testInvokeMethodReturnsTheWholeResponseAndNoLog() {
    try (RawBackend backend =
        new RawBackend(socket -> send(socket, CHUNKED + "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"))) {
      TestApi api = api(backend, _ -> {});

      TestInvokeMethodResponse shown =
          postern
              .clients()
              .rest()
              .testInvokeMethod(
                  r -> r.restApiId(api.id()).resourceId(api.resource("/")).httpMethod("GET"));

      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.body()).isEqualTo("onetwo");
      assertThat(shown.log()).isEmpty();
    }
  }

  @Test
  void testInvokeMethodReturnsAboutAMegabyteAtMost() {
    try (RawBackend backend =
        new RawBackend(socket -> {
          send(socket, CHUNKED);
          while (true) {
            send(socket, "100000\r\n" + "x".repeat(MEGABYTE) + "\r\n");
          }
        })) {
      TestApi api = api(backend, _ -> {});

      TestInvokeMethodResponse shown =
          postern
              .clients()
              .rest()
              .testInvokeMethod(
                  r -> r.restApiId(api.id()).resourceId(api.resource("/")).httpMethod("GET"));

      assertThat(shown.body().length()).isBetween(MEGABYTE, 2 * MEGABYTE);
    }
  }

  private TestApi api(RawBackend backend, Consumer<PutIntegrationRequest.Builder> change) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    streamed(api, backend, change);
    api.deploy("dev");
    return api;
  }

  private static void streamed(
      TestApi api, RawBackend backend, Consumer<PutIntegrationRequest.Builder> change) {
    for (String verb : new String[] {"GET", "HEAD"}) {
      api.method(
          verb,
          "/",
          i ->
              change.accept(
                  i.type(IntegrationType.HTTP_PROXY)
                      .integrationHttpMethod(verb)
                      .uri(backend.url())
                      .responseTransferMode(ResponseTransferMode.STREAM)));
    }
  }

  private RawStream call(TestApi api) throws IOException {
    return RawStream.get(postern.http().port(), api.host(), "/dev");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void sendAsTold(Socket socket, BlockingQueue<String> toSend) throws IOException {
    try {
      String next = toSend.take();
      while (!next.startsWith("0\r\n")) {
        send(socket, next);
        next = toSend.take();
      }
      send(socket, next);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Blocks until the other side closes the connection. */
  private static void awaitEnd(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // Discards further bytes.
    }
  }
}
