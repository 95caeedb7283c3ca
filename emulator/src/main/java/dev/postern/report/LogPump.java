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
 * Hands what groups get to the sinks. Whoever logs only leaves word that a group has changed; one
 * thread reads on in the group's ring from where it was. So no event waits as an object, and a sink
 * that cannot keep up misses what the ring no longer has.
 */
final class LogPump {
  private static final int MOST_GOES = 64;
  private static final long PAUSE_NANOS = 2_000_000;

  private final BiFunction<LogGroup, LogRing.@Nullable Position, LogRing.@Nullable Recent> since;
  private final List<LogSink> sinks;
  private final Set<LogGroup> changed = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
  private final Map<LogGroup, LogRing.Position> positions = new HashMap<>();
  private final Set<LogGroup> unfinished = new HashSet<>();

  private sealed interface Word {}

  private record Changed(LogGroup group) implements Word {}

  private record Drain(CompletableFuture<Void> done, boolean last) implements Word {}

  /**
   * Starts to hand on.
   *
   * @param since what a group has got since a position, or all of it; null when it has nothing
   */
  LogPump(
      BiFunction<LogGroup, LogRing.@Nullable Position, LogRing.@Nullable Recent> since,
      List<LogSink> sinks,
      ThreadFactory threads) {
    this.since = since;
    this.sinks = sinks;
    threads.newThread(this::handOn).start();
  }

  /** A group has got events. Never waits. */
  void changed(LogGroup group) {
    if (changed.add(group)) {
      words.add(new Changed(group));
    }
  }

  /** Returns when the sinks have what came before. */
  void drain() {
    await(false);
  }

  /** As above; then the sinks are closed. */
  void close() {
    await(true);
  }

  private void await(boolean last) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    words.add(new Drain(done, last));
    done.join();
  }

  private void handOn() {
    try {
      while (true) {
        Word word = words.take();
        if (word instanceof Changed(LogGroup group)) {
          // First: what comes from here on is told again.
          changed.remove(group);
          takeSome(group);
        }
        if (word instanceof Drain) {
          List.copyOf(unfinished).forEach(this::takeAll);
        }
        if (words.isEmpty() || word instanceof Drain) {
          sinks.forEach(LogSink::flush);
        }
        if (word instanceof Drain(CompletableFuture<Void> done, boolean last)) {
          if (last) {
            sinks.forEach(LogSink::close);
          }
          done.complete(null);
          if (last) {
            return;
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One go: other groups have their turn before the next one. */
  private void takeSome(LogGroup group) {
    if (take(group)) {
      unfinished.add(group);
      changed(group);
      // Requests come first: what sinks then miss is counted.
      LockSupport.parkNanos(PAUSE_NANOS);
    } else {
      unfinished.remove(group);
    }
  }

  /** As many goes as a full ring needs: more may come all the time. */
  private void takeAll(LogGroup group) {
    int goes = 0;
    while (goes < MOST_GOES && take(group)) {
      goes++;
    }
    unfinished.remove(group);
  }

  /** Whether there is more. */
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
