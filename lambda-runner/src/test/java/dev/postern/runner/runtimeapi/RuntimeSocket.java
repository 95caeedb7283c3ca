package dev.postern.runner.runtimeapi;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Raw connection of a runtime. */
final class RuntimeSocket implements Closeable {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int BLOCKED_MILLIS = 500;
  private static final int CHUNK = 65_536;

  private final SocketChannel channel;

  RuntimeSocket(int port) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (channel.read(one.clear()) == 1 && one.get(0) != '\n') {
      line.append((char) one.get(0));
    }
    return line.toString().strip();
  }

  /**
   * Writes chunks until the other side reads nothing for half a second, or until the given number
   * of bytes is written. Returns the number of bytes written.
   */
  long writeUntilBlocked(long max) throws IOException {
    ByteBuffer chunk =
        ByteBuffer.wrap(
            ("10000\r\n" + "x".repeat(CHUNK) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    long written = 0;
    channel.configureBlocking(false);
    while (written < max) {
      int count = channel.write(chunk);
      written += count;
      if (!chunk.hasRemaining()) {
        chunk.rewind();
      }
      if (count == 0 && !isWritableWithin(BLOCKED_MILLIS)) {
        return written;
      }
    }
    return written;
  }

  boolean becomesWritable() throws IOException {
    return isWritableWithin(TIMEOUT_MILLIS);
  }

  private boolean isWritableWithin(int millis) throws IOException {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      return selector.select(millis) > 0;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
