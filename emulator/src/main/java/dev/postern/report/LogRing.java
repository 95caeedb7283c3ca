package dev.postern.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a log, up to a number of bytes. Events are stored as bytes in one array:
 * thousands of event objects that live a second each would burden the garbage collector, and the
 * size of a long line would not count. Not thread-safe.
 */
final class LogRing {
  private static final int FIRST_BYTES = 4_096;

  /** Bytes of seconds, nanoseconds, and the lengths of stream and message. */
  private static final int HEAD_BYTES = Long.BYTES + 3 * Integer.BYTES;

  private final int maxBytes;
  private byte[] ring;
  private int start;
  private int used;
  private long dropped;
  private long droppedBytes;

  /**
   * The position of a reader.
   *
   * @param next number of the next event to read; the first event ever added has number 0
   * @param nextByte number of bytes added before that event
   */
  record Position(LogRing ring, long next, long nextByte) {}

  /**
   * A copy of the events after a position.
   *
   * @param bytes of the events
   * @param lost number of earlier events that are no longer kept
   * @param more whether further events follow
   */
  record Recent(Position position, byte[] bytes, long lost, boolean more) {
    List<LogEvent> events() {
      LogRing copy = new LogRing(bytes);
      return copy.events();
    }
  }

  private LogRing(byte[] events) {
    this.maxBytes = events.length;
    this.ring = events;
    this.used = events.length;
  }

  /**
   * Makes an empty ring.
   *
   * @param maxBytes capacity; a larger event is not kept
   */
  LogRing(int maxBytes) {
    this.maxBytes = maxBytes;
    this.ring = new byte[Math.min(FIRST_BYTES, maxBytes)];
  }

  /** Adds an event; removes the oldest events to make room. */
  void add(LogEvent event) {
    byte[] stream = event.stream().getBytes(StandardCharsets.UTF_8);
    byte[] message = event.message().getBytes(StandardCharsets.UTF_8);
    int size = HEAD_BYTES + stream.length + message.length;
    if (size > maxBytes) {
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
   * Returns the events after a position.
   *
   * @param last null for all events; so is the position in another ring
   * @param maxBatchBytes of the result, which has at least one event
   */
  @SuppressWarnings("ReferenceEquality") // an equal ring is still another ring
  Recent since(@Nullable Position last, int maxBatchBytes) {
    long wanted = 0;
    int start = 0;
    if (last != null && last.ring == this) {
      wanted = last.next;
      start = (int) Math.max(0, last.nextByte - droppedBytes);
    }
    long from = Math.max(wanted, dropped);
    int end = start;
    long next = from;
    while (end < used && (next == from || end - start + sizeAt(end) <= maxBatchBytes)) {
      end += sizeAt(end);
      next++;
    }
    byte[] bytes = new byte[end - start];
    copy(start, bytes, bytes.length);
    return new Recent(
        new Position(this, next, droppedBytes + end), bytes, from - wanted, end < used);
  }

  /** Returns the kept events, the oldest first. */
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
      if (ring.length < maxBytes) {
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
    byte[] larger = new byte[Math.min(maxBytes, 2 * ring.length)];
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

  /** Returns the array index of the byte at the given logical offset. */
  private int wrapped(int at) {
    int index = start + at;
    return index < ring.length ? index : index - ring.length;
  }
}
