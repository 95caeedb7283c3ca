package dev.postern.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Passes new events of groups to the sinks. A writer only announces that a group has changed; one
 * thread then reads the group's ring from its last position. So no event is queued as an object,
 * and a slow sink misses events that the ring no longer has.
 */
final class LogPump {
  private static final int MAX_ROUNDS = 64;

  /** Pause after a batch of a busy group; gives requests precedence. */
  private static final long BUSY_PAUSE_NANOS = 2_000_000;

  /** Pause after a flush; the next one takes the events of that time together. */
  private static final long FLUSH_PAUSE_NANOS = 5_000_000;

  private final BiFunction<LogGroup, LogRing.@Nullable Position, LogRing.@Nullable Recent> since;
  private final List<LogSink> sinks;
  private final Set<LogGroup> changed = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Map<LogGroup, LogRing.Position> positions = new HashMap<>();
  private final Set<LogGroup> unfinished = new HashSet<>();
  private final Thread thread;

  private sealed interface Message {}

  private record Changed(LogGroup group) implements Message {}

  private record Drain(CompletableFuture<Void> done, boolean last) implements Message {}

  /**
   * Starts the thread.
   *
   * @param since returns the events of a group after a position, or all of them; null if there are
   *     none
   */
  LogPump(
      BiFunction<LogGroup, LogRing.@Nullable Position, LogRing.@Nullable Recent> since,
      List<LogSink> sinks,
      ThreadFactory threads) {
    this.since = since;
    this.sinks = sinks;
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  /** Announces that a group has new events. Never blocks. */
  void changed(LogGroup group) {
    if (changed.add(group)) {
      messages.add(new Changed(group));
    }
  }

  /** Returns when the sinks have received all earlier events. */
  void drain() {
    await(false);
  }

  /** Closes the sinks after they have received all earlier events, and ends the thread. */
  void close() {
    await(true);
  }

  private void await(boolean last) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    messages.add(new Drain(done, last));
    LockSupport.unpark(thread);
    done.join();
  }

  private void run() {
    try {
      while (true) {
        Message message = messages.take();
        if (message instanceof Changed(LogGroup group)) {
          // Before reading: a later event announces the group again.
          changed.remove(group);
          takeSome(group);
        }
        if (message instanceof Drain) {
          List.copyOf(unfinished).forEach(this::takeAll);
        }
        boolean idle = messages.isEmpty();
        if (idle || message instanceof Drain) {
          sinks.forEach(LogSink::flush);
        }
        if (message instanceof Drain(CompletableFuture<Void> done, boolean last)) {
          if (last) {
            sinks.forEach(LogSink::close);
          }
          done.complete(null);
          if (last) {
            return;
          }
        } else if (idle) {
          LockSupport.parkNanos(FLUSH_PAUSE_NANOS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads one batch; other groups have their turn before the next one. */
  private void takeSome(LogGroup group) {
    if (take(group)) {
      unfinished.add(group);
      changed(group);
      // A ring that overruns counts the missed events.
      LockSupport.parkNanos(BUSY_PAUSE_NANOS);
    } else {
      unfinished.remove(group);
    }
  }

  /** Reads as many batches as a full ring has; a busy group would otherwise never end. */
  private void takeAll(LogGroup group) {
    int rounds = 0;
    while (rounds < MAX_ROUNDS && take(group)) {
      rounds++;
    }
    unfinished.remove(group);
  }

  /** Passes one batch to the sinks; returns whether there is more. */
  private boolean take(LogGroup group) {
    LogRing.Recent recent = since.apply(group, positions.get(group));
    if (recent == null) {
      positions.remove(group);
      return false;
    }
    positions.put(group, recent.position());
    List<LogEvent> events = recent.events();
    sinks.forEach(sink -> sink.take(group, events, recent.lost()));
    return recent.more();
  }
}
