package dev.postern.testing;

import dev.postern.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A response that is read from its socket step by step: the head first, then chunk by chunk. */
public final class RawStream implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  private RawStream(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a request without body; reads nothing of the response. */
  public static RawStream get(int port, String host, String path, String... headerLines)
      throws IOException {
    return request("GET", port, host, path, headerLines);
  }

  /** Sends a request without body and with any verb; reads nothing of the response. */
  public static RawStream request(
      String method, int port, String host, String path, String... headerLines) throws IOException {
    return send(method, port, host, path, "", headerLines);
  }

  /** Sends a request with a body; reads nothing of the response. */
  public static RawStream post(int port, String host, String path, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return send("POST", port, host, path, body, "Content-Length: " + length);
  }

  private static RawStream send(
      String method, int port, String host, String path, String body, String... headerLines)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    for (String line : headerLines) {
      head.append("\r\n").append(line);
    }
    socket
        .getOutputStream()
        .write(head.append("\r\n\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8));
    return new RawStream(socket);
  }

  /** Reads the head. */
  public Head head() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Headers.Builder headers = Headers.builder();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new Head(status, headers.build());
  }

  /** Status and headers. */
  public record Head(int status, Headers headers) {}

  /** Reads the next chunk; returns empty at the proper end. */
  public Optional<String> chunk() throws IOException {
    int size = Integer.parseInt(line(), 16);
    String chunk = new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
    line();
    return size == 0 ? Optional.empty() : Optional.of(chunk);
  }

  /** Reads all chunks up to the proper end; returns their total size. */
  public long bytesToTheEnd() throws IOException {
    long bytes = 0;
    for (Optional<String> chunk = chunk(); chunk.isPresent(); chunk = chunk()) {
      bytes += chunk.get().length();
    }
    return bytes;
  }

  /** Returns whether the connection ends here, before the end of the response. */
  public boolean isCutOff() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException _) {
      return true;
    }
  }

  /** Reads a number of bytes of a body without chunks. */
  public String bytes(int count) throws IOException {
    return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    if (next < 0) {
      throw new IOException("the connection ended in a line: " + line);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** Closes the connection, even before the end of the response. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
