package dev.postern.runner.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerProbeTest {
  /**
   * Response with the version of a component, which is not the engine's, before that of the engine.
   */
  private static final String VERSION =
      """
      {"Platform":{"Name":"Docker Engine"},"Components":[{"Name":"containerd","Version":"1.7.27"}],\
      "Version":"28.2.2","ApiVersion":"1.50"}
      """;

  private final Executor threads = task -> Thread.ofPlatform().daemon().start(task);
  private final DockerProbe probe = new DockerProbe(threads);

  @TempDir Path folder;

  @Test
  void settingTakesPrecedenceOverTheVariableAndTheDefaultSocket() {
    assertThat(DockerProbe.host("tcp://a:1", "tcp://b:2")).isEqualTo("tcp://a:1");
    assertThat(DockerProbe.host(null, "tcp://b:2")).isEqualTo("tcp://b:2");
    assertThat(DockerProbe.host(null, null)).isEqualTo("unix:///var/run/docker.sock");
  }

  @Test
  void engineReportsItsVersion() throws IOException {
    Path socket = folder.resolve("docker.sock");

    try (ServerSocketChannel server = listen(socket)) {
      threads.execute(() -> answer(server, "OK"));

      assertThat(probe.version("unix://" + socket)).hasValue("28.2.2");
    }
  }

  @Test
  void otherServerIsNotAnEngine() throws IOException {
    Path socket = folder.resolve("other.sock");

    try (ServerSocketChannel server = listen(socket)) {
      threads.execute(() -> answer(server, "hello"));

      assertThat(probe.version("unix://" + socket)).isEmpty();
    }
  }

  @Test
  void silentServerIsNotAnEngine() throws IOException {
    Path socket = folder.resolve("silent.sock");

    try (ServerSocketChannel server = listen(socket)) {
      assertThat(server.isOpen()).isTrue();
      assertThat(probe.version("unix://" + socket)).isEmpty();
    }
  }

  @Test
  void addressWithoutAServerHasNoEngine() {
    assertThat(probe.version("unix://" + folder.resolve("none.sock"))).isEmpty();
    assertThat(probe.version("tcp://127.0.0.1:1")).isEmpty();
    assertThat(probe.version("ssh://somewhere")).isEmpty();
    assertThat(probe.version("not an address")).isEmpty();
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return server;
  }

  private static void answer(ServerSocketChannel server, String ping) {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        ByteBuffer request = ByteBuffer.allocate(1024);
        client.read(request);
        String asked = new String(request.array(), 0, request.position(), StandardCharsets.UTF_8);
        String body = asked.startsWith("GET /_ping ") ? ping : VERSION;
        String answer = "HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException closed) {
        return;
      }
    }
  }
}
