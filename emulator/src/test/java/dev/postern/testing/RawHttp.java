package dev.postern.testing;

import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An HTTP/1.1 client that sends requests unchanged: any Host, duplicate headers, any path. Uses one
 * connection per request, and asks for its end unless a header line asks for something else.
 *
 * @param port on this machine
 */
public record RawHttp(int port) {
  private static final int TIMEOUT_MILLIS = 60_000;

  /** Sends a request without body to a host. */
  public HttpResponse get(String host, String path, String... headerLines) {
    return send("GET", host, path, "", headerLines);
  }

  /**
   * Sends a request; adds Content-Length if there is a body.
   *
   * @param headerLines such as {@code X-A: 1}
   */
  public HttpResponse send(
      String method, String host, String path, String body, String... headerLines) {
    return send(method, host, path, body.getBytes(StandardCharsets.UTF_8), headerLines);
  }

  /** Sends a request with a body of any bytes, like the one with text. */
  public HttpResponse send(
      String method, String host, String path, byte[] body, String... headerLines) {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(host).append("\r\n");
    if (Arrays.stream(headerLines).noneMatch(RawHttp::saysWhatFollows)) {
      head.append("Connection: close\r\n");
    }
    for (String line : headerLines) {
      head.append(line).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    boolean remains =
        Arrays.stream(headerLines).anyMatch("Connection: keep-alive"::equalsIgnoreCase);
    return exchange(request.toByteArray(), remains);
  }

  /** Returns whether a header announces the end or the keeping of the connection. */
  private static boolean saysWhatFollows(String line) {
    return line.equalsIgnoreCase("Connection: close")
        || line.equalsIgnoreCase("Connection: keep-alive");
  }

  /** Sends these bytes and reads the response up to the end of the connection. */
  public HttpResponse exchange(byte[] request) {
    return exchange(request, false);
  }

  /**
   * Sends a request.
   *
   * @param remains whether the connection remains, so that the response ends by its length
   */
  private HttpResponse exchange(byte[] request, boolean remains) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return parse(new BufferedInputStream(socket.getInputStream()), remains);
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from port " + port, e);
    }
  }

  private static HttpResponse parse(InputStream in, boolean remains) throws IOException {
    String text = head(in);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no whole head in the answer: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Headers.Builder headers = Headers.builder();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.add(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
    }
    String length = headers.build().get("Content-Length");
    byte[] body =
        remains && length != null ? in.readNBytes(Integer.parseInt(length)) : in.readAllBytes();
    return new HttpResponse(Integer.parseInt(lines[0].split(" ")[1]), headers.build(), body);
  }

  /** Reads up to the empty line after the head, or to the end. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (next == '\n' && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
        break;
      }
    }
    return head.toString();
  }
}
