package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.RawBackend;
import dev.postern.testing.RawHttp2;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;

/** Tests that disconnected clients and faulty backends leave nothing open. */
class ClientFaultIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int IDLE_CONNECTIONS = 300;

  /** Far more polls than needed; each takes as long as the requests that must end. */
  private static final int MAX_POLLS = 10_000;

  private final Running postern = PosternExtension.withOptions(Map.of("tls-port", "0"));
  private final int tlsPort = postern.startTls();
  private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    postern.close();
  }

  @Test
  void requestWithIncompleteBodyReachesNoBackend() throws Exception {
    try (RawBackend backend = RawBackend.ok()) {
      TestApi api = api(backend);
      try (Socket client = connect()) {
        write(client, post(api, "/dev") + "Content-Length: 10\r\n\r\nhalf");
      }
      try (Socket client = connect()) {
        write(client, post(api, "/dev") + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        client.setSoLinger(true, 0);
      }
      try (RawHttp2 client = RawHttp2.connect(tlsPort)) {
        client.head(false, head2(api));
        client.reset();

        assertNothingIsOpen();
      }
      assertThat(backend.requests()).isZero();
    }
  }

  @Test
  void disconnectedClientEndsTheRequestToTheBackend() throws Exception {
    try (RawBackend backend = new RawBackend(this::awaitEnd)) {
      TestApi api = api(backend);
      try (Socket client = connect()) {
        write(client, post(api, "/dev") + "Content-Length: 0\r\n\r\n");
        backend.takeRequest();
      }

      assertThat(ended.poll(20, TimeUnit.SECONDS)).isTrue();
      assertNothingIsOpen();
    }
  }

  @Test
  void http2ResetEndsTheRequestToTheBackend() throws Exception {
    try (RawBackend backend = new RawBackend(this::awaitEnd)) {
      TestApi api = api(backend);
      try (RawHttp2 client = RawHttp2.connect(tlsPort)) {
        client.head(true, head2(api));
        backend.takeRequest();

        client.reset();

        assertThat(ended.poll(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.isAlive()).isTrue();
        assertNothingIsOpen();
      }
    }
  }

  @Test
  void idleConnectionsDoNotBlockOtherClients() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (RawBackend backend = RawBackend.ok()) {
      TestApi api = api(backend);
      for (int i = 0; i < IDLE_CONNECTIONS; i++) {
        Socket client = connect();
        idle.add(client);
        write(client, "POST /dev HTTP/1.1\r\nHost: ");
      }

      assertThat(api.send("POST", "/dev", "").status()).isEqualTo(200);
      assertThat(open().path("clientConnections").asInt()).isGreaterThanOrEqualTo(IDLE_CONNECTIONS);
    } finally {
      for (Socket client : idle) {
        client.close();
      }
    }
    assertNothingIsOpen();
  }

  @Test
  void faultyBackendsLeaveNothingOpen() throws Exception {
    List<RawBackend.Behaviour> faults =
        List.of(
            Socket::close,
            socket -> {
              socket.setSoLinger(true, 0);
              socket.close();
            },
            this::awaitEnd,
            socket -> answer(socket, "HTTP/1.1 200 OK\r\n"),
            socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"),
            socket -> {
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
              awaitEnd(socket);
            },
            socket -> answer(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz"),
            socket -> answer(socket, "HTTP/1.1 101 Switching Protocols\r\n\r\n"),
            socket -> answer(socket, "HTTP/1.1 200 OK\r\nX-A: " + "b".repeat(100_000)),
            socket -> answer(socket, "\u0000\u0001\u0002\r\n\r\n"),
            socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nstart"),
            socket -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

    for (RawBackend.Behaviour fault : faults) {
      try (RawBackend backend = new RawBackend(fault)) {
        TestApi api = api(backend);
        api.send("POST", "/dev", "body");
        try (Socket client = connect()) {
          write(client, post(api, "/dev/streamed") + "Content-Length: 0\r\n\r\n");
          backend.takeRequest();
        }
      }
    }

    assertNothingIsOpen();
  }

  /**
   * Asserts that nothing is open except the asking connection and connections of the AWS clients.
   */
  private void assertNothingIsOpen() throws IOException {
    JsonNode open = open();
    for (int i = 0; i < MAX_POLLS && !isQuiet(open); i++) {
      open = open();
    }
    assertThat(isQuiet(open)).as(open.toString()).isTrue();
  }

  private static boolean isQuiet(JsonNode open) {
    return open.path("requests").asInt(-1) == 1
        && open.path("deadlines").asInt(-1) == 0
        && open.path("backendConnections").asInt(-1) <= 0
        && open.path("clientConnections").asInt(-1) < 10;
  }

  private JsonNode open() throws IOException {
    String health = postern.http().get("localhost", "/_postern/health").bodyText();
    return JSON.readTree(health).path("open");
  }

  private void awaitEnd(Socket socket) {
    try {
      ended.add(socket.getInputStream().read() < 0);
    } catch (IOException _) {
      // A reset also ends the connection.
      ended.add(true);
    }
  }

  private static void answer(Socket socket, String text) throws IOException {
    write(socket, text);
    socket.shutdownOutput();
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private int port() {
    return postern.http().port();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port());
  }

  private static String post(TestApi api, String path) {
    return "POST " + path + " HTTP/1.1\r\nHost: " + api.host() + "\r\n";
  }

  private static String[] head2(TestApi api) {
    return new String[] {
      ":method", "POST", ":scheme", "http", ":path", "/dev", ":authority", api.host()
    };
  }

  private TestApi api(RawBackend backend) {
    TestApi api =
        TestApi.create(postern.clients().rest(), postern.http())
            .method(
                "POST",
                "/",
                i ->
                    i.type(IntegrationType.HTTP_PROXY)
                        .integrationHttpMethod("POST")
                        .uri(backend.url())
                        .timeoutInMillis(500))
            .method(
                "POST",
                "/streamed",
                i ->
                    i.type(IntegrationType.HTTP_PROXY)
                        .integrationHttpMethod("POST")
                        .uri(backend.url())
                        .responseTransferMode(ResponseTransferMode.STREAM));
    api.deploy("dev");
    return api;
  }
}
