package dev.postern.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends single bytes with pauses, as slow-loris attacks do. */
public final class Dribble implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;

  private Dribble(Socket socket) {
    this.socket = socket;
  }

  public static Dribble to(int port) throws IOException {
    return new Dribble(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Sends the start and then single bytes until the server closes the connection; returns the whole
   * answer.
   */
  public String untilTheEnd(String start) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    send(start);
    socket.setSoTimeout(PAUSE_MILLIS);
    InputStream in = socket.getInputStream();
    long pauses = 0;
    while (pauses < TIMEOUT_MILLIS / PAUSE_MILLIS) {
      try {
        int next = in.read();
        if (next < 0) {
          return answer.toString(StandardCharsets.ISO_8859_1);
        }
        answer.write(next);
      } catch (SocketTimeoutException _) {
        pauses++;
        send("a");
      } catch (SocketException _) {
        return answer.toString(StandardCharsets.ISO_8859_1);
      }
    }
    throw new IllegalStateException("the server did not close the connection");
  }

  /** Returns everything that arrives until the server closes the connection. */
  public String rest() throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
