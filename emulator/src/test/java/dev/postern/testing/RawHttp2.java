package dev.postern.testing;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/2 client that trusts every server and sends frames unchanged, valid or not, on stream 1
 * of a connection.
 */
public final class RawHttp2 implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int STREAM = 1;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PRIORITY = 32;
  private static final int CANCEL = 8;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Http2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();

  private RawHttp2(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  /** The outcome of the stream. */
  public sealed interface Outcome {
    /** A complete response. */
    record Answered(int status, String body) implements Outcome {}

    /** The stream or the connection ended without a complete response. */
    record Refused() implements Outcome {}
  }

  /** Connects to a TLS port. */
  public static RawHttp2 connect(int port) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    RawHttp2 client = new RawHttp2(socket);
    client.out.writeBytes(PREFACE);
    client.frame(SETTINGS, 0, 0, new byte[0]);
    return client;
  }

  /**
   * Sends a head.
   *
   * @param last whether no body follows
   * @param fields name, value, name, value; pseudo headers too
   */
  public void head(boolean last, String... fields) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      block.write(0);
      literal(block, fields[i]);
      literal(block, fields[i + 1]);
    }
    frame(HEADERS, last ? END_HEADERS | END_STREAM : END_HEADERS, STREAM, block.toByteArray());
  }

  /** Sends the whole body. */
  public void body(String text) throws IOException {
    frame(DATA, END_STREAM, STREAM, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Resets the stream. */
  public void reset() throws IOException {
    frame(RST_STREAM, 0, STREAM, new byte[] {0, 0, 0, CANCEL});
  }

  /** Reads until the stream ends. */
  public Outcome outcome() throws IOException, Http2Exception {
    try {
      return read();
    } catch (SocketException | SSLException _) {
      return new Outcome.Refused();
    }
  }

  private Outcome read() throws IOException, Http2Exception {
    int status = 0;
    StringBuilder body = new StringBuilder();
    while (true) {
      int lengthHigh = in.read();
      if (lengthHigh < 0) {
        return new Outcome.Refused();
      }
      int length = lengthHigh << 16 | in.readUnsignedShort();
      int type = in.read();
      int flags = in.read();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if (type == GOAWAY || (type == RST_STREAM && stream == STREAM)) {
        return new Outcome.Refused();
      }
      if (type == SETTINGS && (flags & ACK) == 0) {
        frame(SETTINGS, ACK, 0, new byte[0]);
      }
      if (stream != STREAM) {
        continue;
      }
      if (type == HEADERS) {
        int skipped = (flags & PRIORITY) == 0 ? 0 : 5;
        var block = Unpooled.wrappedBuffer(payload, skipped, length - skipped);
        var fields = decoder.decodeHeaders(STREAM, block);
        status = Integer.parseInt(fields.status().toString());
      }
      if (type == DATA) {
        body.append(new String(payload, StandardCharsets.ISO_8859_1));
      }
      if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
        return new Outcome.Answered(status, body.toString());
      }
    }
  }

  /** Returns whether the connection answers a ping. */
  public boolean isAlive() throws IOException {
    frame(PING, 0, 0, new byte[8]);
    while (true) {
      int lengthHigh = in.read();
      if (lengthHigh < 0) {
        return false;
      }
      int length = lengthHigh << 16 | in.readUnsignedShort();
      int type = in.read();
      int flags = in.read();
      in.readInt();
      in.readNBytes(length);
      if (type == GOAWAY || (type == PING && (flags & ACK) != 0)) {
        return type == PING;
      }
    }
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    out.writeByte(payload.length >> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
    out.flush();
  }

  /** Writes a string literal by RFC 7541, section 5.2, without Huffman coding. */
  private static void literal(ByteArrayOutputStream block, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int most = 127;
    if (bytes.length < most) {
      block.write(bytes.length);
    } else {
      block.write(most);
      int rest = bytes.length - most;
      while (rest >= 128) {
        block.write(rest % 128 + 128);
        rest /= 128;
      }
      block.write(rest);
    }
    block.write(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
