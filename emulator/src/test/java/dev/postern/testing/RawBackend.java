package dev.postern.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * A backend that records each request as it was received, and answers bytes, stalls or resets as
 * the test says.
 */
public final class RawBackend implements AutoCloseable {
  /** The reaction to a received request. */
  @FunctionalInterface
  public interface Behaviour {
    void answer(Socket socket) throws IOException;
  }

  /**
   * A request as it was received.
   *
   * @param head request line and headers, up to and including the empty line
   */
  public record Received(String head, byte[] body) {}

  private static final int TIMEOUT_SECONDS = 30;

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Received> requests = new LinkedBlockingQueue<>();

  public RawBackend(Behaviour behaviour) {
    this(ServerSocketFactory.getDefault(), behaviour);
  }

  /** Makes a backend whose sockets come from a factory, such as one for TLS. */
  public RawBackend(ServerSocketFactory sockets, Behaviour behaviour) {
    try {
      server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("no port", e);
    }
    var _ = threads.submit(() -> accept(behaviour));
  }

  /** Returns a backend that answers every request with this head and body. */
  public static RawBackend answering(String head, String body) {
    return answering(head, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a backend that answers every request with this head and these bytes. */
  public static RawBackend answering(String head, byte[] body) {
    String start =
        head.strip().replace("\n", "\r\n") + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    response.writeBytes(start.getBytes(StandardCharsets.UTF_8));
    response.writeBytes(body);
    return new RawBackend(socket -> {
      response.writeTo(socket.getOutputStream());
      socket.getOutputStream().flush();
    });
  }

  /** Returns a backend that answers 200 with a small JSON body. */
  public static RawBackend ok() {
    return answering("HTTP/1.1 200 OK\nContent-Type: application/json", "{\"ok\":true}");
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Waits for and returns the oldest request not taken yet, head and body. */
  public String takeRequest() {
    Received request = takeReceived();
    return request.head + new String(request.body, StandardCharsets.UTF_8);
  }

  /** Waits for and returns the oldest request not taken yet. */
  public Received takeReceived() {
    try {
      Received request = requests.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (request == null) {
        throw new IllegalStateException("no request came");
      }
      return request;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Returns the number of received requests not taken yet. */
  public int requests() {
    return requests.size();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing", e);
    }
    threads.shutdownNow();
  }

  private Void accept(Behaviour behaviour) throws IOException {
    while (!server.isClosed()) {
      Socket socket = server.accept();
      var _ = threads.submit(() -> serve(socket, behaviour));
    }
    return null;
  }

  private Void serve(Socket socket, Behaviour behaviour) throws IOException {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Received request;
      while ((request = read(in)) != null) {
        requests.add(request);
        behaviour.answer(socket);
      }
      return null;
    }
  }

  private static @org.jspecify.annotations.Nullable Received read(InputStream in)
      throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int state = 0;
    while (state < 4) {
      int b = in.read();
      if (b < 0) {
        return null;
      }
      head.write(b);
      state = b == "\r\n\r\n".charAt(state) ? state + 1 : b == '\r' ? 1 : 0;
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int length = 0;
    for (String line : text.split("\r\n")) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return new Received(text, in.readNBytes(length));
  }

  /** Counts down when the other side ends the connection, also by a reset. */
  public static void awaitEnd(Socket socket, CountDownLatch ended) {
    try {
      if (socket.getInputStream().read() < 0) {
        ended.countDown();
      }
    } catch (IOException _) {
      ended.countDown();
    }
  }
}
