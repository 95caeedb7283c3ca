package dev.postern.runner.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Check whether a Docker engine answers. Sends two small HTTP requests and loads no classes of the
 * engine client.
 */
public final class DockerProbe {
  private static final String DEFAULT_HOST = "unix:///var/run/docker.sock";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Executor threads;

  /**
   * Creates a probe.
   *
   * @param threads must not run tasks in the caller
   */
  public DockerProbe(Executor threads) {
    this.threads = threads;
  }

  /**
   * Returns the address to use: the setting, otherwise the variable {@code DOCKER_HOST}, otherwise
   * the default socket.
   */
  public static String host(@Nullable String setting, @Nullable String variable) {
    if (setting != null && !setting.isBlank()) {
      return setting;
    }
    return variable != null && !variable.isBlank() ? variable : DEFAULT_HOST;
  }

  /**
   * Returns the version of the engine at the address, or empty if none answers within two seconds.
   * Blocks.
   */
  public Optional<String> version(String host) {
    Optional<SocketAddress> address = address(host);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        boolean alive = get(address.get(), "/_ping").equals("OK");
        String version = alive ? versionIn(get(address.get(), "/version")) : "";
        answer.complete(alive ? Optional.of(version) : Optional.empty());
      } catch (IOException e) {
        answer.complete(Optional.empty());
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer
          .completeOnTimeout(
              Optional.empty(), TIMEOUT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException("cannot read the answer of " + host, e.getCause());
    }
  }

  private static Optional<SocketAddress> address(String host) {
    try {
      URI uri = URI.create(host);
      if ("unix".equals(uri.getScheme())) {
        return Optional.of(UnixDomainSocketAddress.of(uri.getPath()));
      }
      if ("tcp".equals(uri.getScheme()) && uri.getHost() != null) {
        int port = uri.getPort() < 0 ? 2375 : uri.getPort();
        return Optional.of(new InetSocketAddress(uri.getHost(), port));
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Sends an HTTP/1.0 request, so that the response is not chunked and ends with the connection.
   */
  private static String get(SocketAddress address, String path) throws IOException {
    try (SocketChannel channel = open(address)) {
      String request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
      ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.allocate(4096);
      while (channel.read(in) >= 0) {
        answer.write(in.array(), 0, in.position());
        in.clear();
      }
      return body(answer.toString(StandardCharsets.UTF_8));
    }
  }

  private static SocketChannel open(SocketAddress address) throws IOException {
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      channel.connect(address);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new IOException("no answer at " + address, e);
    }
  }

  private static String body(String answer) throws IOException {
    int blank = answer.indexOf("\r\n\r\n");
    if (blank < 0 || !answer.startsWith("HTTP/1.") || !answer.startsWith(" 200", 8)) {
      throw new IOException("no HTTP 200");
    }
    return answer.substring(blank + 4);
  }

  /**
   * Returns the engine's version. Each start waits for it, so it does not load the 400 classes of
   * an object mapper.
   */
  private static String versionIn(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("Version")) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "of unknown version";
    }
  }
}
