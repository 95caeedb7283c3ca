package dev.postern.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends a byte now and then, as slow-loris attacks do. */
public final class Dribble implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;
  private static final int PATIENCE_MILLIS = 30_000;

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

  /** Sends the start and then byte after byte until the server closes; all that it answered. */
  public String untilTheEnd(String start) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    send(start);
    socket.setSoTimeout(PAUSE_MILLIS);
    InputStream in = socket.getInputStream();
    long pauses = 0;
    while (pauses < PATIENCE_MILLIS / PAUSE_MILLIS) {
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
    throw new IllegalStateException("the server never lost its patience");
  }

  /** All that comes until the server closes. */
  public String rest() throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
