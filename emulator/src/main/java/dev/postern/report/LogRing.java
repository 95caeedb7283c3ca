package dev.postern.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a log, up to a number of bytes. They are kept as bytes in one array: as
 * objects, thousands of them that live a second each would be what the garbage collector is busy
 * with, and the size of a long line would count for nothing. For one thread at a time.
 */
final class LogRing {
  private static final int FIRST_BYTES = 4_096;

  /** Seconds, nanoseconds, lengths of stream and message. */
  private static final int HEAD_BYTES = Long.BYTES + 3 * Integer.BYTES;

  private final int mostBytes;
  private byte[] ring;
  private int start;
  private int used;
  private long dropped;
  private long droppedBytes;

  /**
   * How far somebody has read.
   *
   * @param next number of the event to read next; the first that ever came was 0
   * @param nextByte how many bytes were added before it
   */
  record Position(LogRing ring, long next, long nextByte) {}

  /**
   * What has come since a position, copied out.
   *
   * @param bytes of the events
   * @param lost how many came before them and are no longer kept
   * @param more there are some behind these
   */
  record Recent(Position position, byte[] bytes, long lost, boolean more) {
    List<LogEvent> events() {
      LogRing copy = new LogRing(bytes);
      return copy.events();
    }
  }

  private LogRing(byte[] events) {
    this.mostBytes = events.length;
    this.ring = events;
    this.used = events.length;
  }

  /**
   * An empty ring.
   *
   * @param mostBytes that it may hold; a single event of more is not kept
   */
  LogRing(int mostBytes) {
    this.mostBytes = mostBytes;
    this.ring = new byte[Math.min(FIRST_BYTES, mostBytes)];
  }

  /** Adds an event; the oldest give way to it. */
  void add(LogEvent event) {
    byte[] stream = event.stream().getBytes(StandardCharsets.UTF_8);
    byte[] message = event.message().getBytes(StandardCharsets.UTF_8);
    int size = HEAD_BYTES + stream.length + message.length;
    if (size > mostBytes) {
      return;
    }
    makeRoom(size);
    Instant time = event.time();
    long second = time.getEpochSecond();
    int nano = time.getNano();
    putInt((int) (second >>> Integer.SIZE));
    putInt((int) second);
    putInt(nano);
    putInt(stream.length);
    putInt(message.length);
    put(stream);
    put(message);
  }

  /**
   * What has come since then.
   *
   * @param last null for all; so is the position in another ring
   * @param most bytes; but one event at least
   */
  @SuppressWarnings("ReferenceEquality") // a ring that was filled alike is another one
  Recent since(@Nullable Position last, int most) {
    long wanted = 0;
    int start = 0;
    if (last != null && last.ring == this) {
      wanted = last.next;
      start = (int) Math.max(0, last.nextByte - droppedBytes);
    }
    long from = Math.max(wanted, dropped);
    int end = start;
    long next = from;
    while (end < used && (next == from || end - start + sizeAt(end) <= most)) {
      end += sizeAt(end);
      next++;
    }
    byte[] bytes = new byte[end - start];
    copy(start, bytes, bytes.length);
    return new Recent(
        new Position(this, next, droppedBytes + end), bytes, from - wanted, end < used);
  }

  /** What is kept, oldest first. */
  List<LogEvent> events() {
    List<LogEvent> events = new ArrayList<>();
    for (int at = 0; at < used; ) {
      long second = ((long) intAt(at) << Integer.SIZE) | (intAt(at + 4) & 0xFFFF_FFFFL);
      Instant time = Instant.ofEpochSecond(second, intAt(at + 8));
      int streamLength = intAt(at + 12);
      int messageLength = intAt(at + 16);
      at += HEAD_BYTES;
      String stream = textAt(at, streamLength);
      at += streamLength;
      events.add(new LogEvent(stream, time, textAt(at, messageLength)));
      at += messageLength;
    }
    return events;
  }

  private void makeRoom(int size) {
    while (ring.length - used < size) {
      if (ring.length < mostBytes) {
        grow();
      } else {
        int oldest = sizeAt(0);
        start = wrapped(oldest);
        used -= oldest;
        dropped++;
        droppedBytes += oldest;
      }
    }
  }

  private int sizeAt(int at) {
    return HEAD_BYTES + intAt(at + 12) + intAt(at + 16);
  }

  private void grow() {
    byte[] larger = new byte[Math.min(mostBytes, 2 * ring.length)];
    copy(0, larger, used);
    ring = larger;
    start = 0;
  }

  private void putInt(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      ring[wrapped(used++)] = (byte) (value >>> shift);
    }
  }

  private void put(byte[] bytes) {
    int from = wrapped(used);
    int first = Math.min(bytes.length, ring.length - from);
    System.arraycopy(bytes, 0, ring, from, first);
    System.arraycopy(bytes, first, ring, 0, bytes.length - first);
    used += bytes.length;
  }

  private int intAt(int at) {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = (value << 8) | (ring[wrapped(at + i)] & 0xFF);
    }
    return value;
  }

  private String textAt(int at, int length) {
    byte[] bytes = new byte[length];
    copy(at, bytes, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void copy(int at, byte[] to, int length) {
    int from = wrapped(at);
    int first = Math.min(length, ring.length - from);
    System.arraycopy(ring, from, to, 0, first);
    System.arraycopy(ring, 0, to, first, length - first);
  }

  /** Where in the array the byte is that is so many behind the first. */
  private int wrapped(int at) {
    int index = start + at;
    return index < ring.length ? index : index - ring.length;
  }
}
