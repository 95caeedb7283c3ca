package dev.postern.runner.environment;

import dev.postern.runner.environment.ExecutionEnvironment.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom in a pool. Not safe for several threads: the pool locks it.
 *
 * <p>Either no invocation waits or no environment is idle.
 */
final class Roster {
  /** How long a start counts as just begun, and the time after an answer as a moment. */
  private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();

  private final Deque<PendingInvocation> waiting = new ArrayDeque<>();
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> environments = new HashSet<>();
  private int sandboxCount;

  boolean noneWaiting() {
    return waiting.isEmpty();
  }

  void addWaiting(PendingInvocation pending) {
    waiting.addLast(pending);
  }

  /** Puts back an invocation that has been taken. */
  void addWaitingFirst(PendingInvocation pending) {
    waiting.addFirst(pending);
  }

  @Nullable PendingInvocation firstWaiting() {
    return waiting.peekFirst();
  }

  @Nullable PendingInvocation takeWaiting() {
    return waiting.pollFirst();
  }

  List<PendingInvocation> takeAllWaiting() {
    List<PendingInvocation> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  void addIdle(ExecutionEnvironment environment) {
    idle.addFirst(environment);
  }

  void removeIdle(ExecutionEnvironment environment) {
    idle.remove(environment);
  }

  /** Takes the environment that became idle last. */
  @Nullable ExecutionEnvironment takeIdle() {
    return idle.pollFirst();
  }

  /** Takes the environment that has been idle longest. */
  @Nullable ExecutionEnvironment takeOldestIdle() {
    return idle.pollLast();
  }

  /** Answers since when that is idle; the end of time if none is. */
  long oldestIdleNanos() {
    return !idle.isEmpty() && idle.getLast().state() instanceof State.Idle(long since)
        ? since
        : Long.MAX_VALUE;
  }

  /** Takes all environments that a pool without new invocations has no use for. */
  List<ExecutionEnvironment> takeUnneeded() {
    List<ExecutionEnvironment> unneeded = List.copyOf(waiting.isEmpty() ? environments : idle);
    idle.clear();
    return unneeded;
  }

  /** Takes environments that for as long as given have had no work, or not asked for any. */
  List<ExecutionEnvironment> takeUnusedFor(Duration span) {
    long now = System.nanoTime();
    List<ExecutionEnvironment> unused = new ArrayList<>();
    for (ExecutionEnvironment environment : environments) {
      boolean old =
          switch (environment.state()) {
            case State.Idle(long since) -> now - since >= span.toNanos();
            case State.Settling(long since) -> now - since >= span.toNanos();
            case State.Starting _, State.Busy _, State.Ended _ -> false;
          };
      if (old) {
        unused.add(environment);
      }
    }
    idle.removeAll(unused);
    return unused;
  }

  void add(List<ExecutionEnvironment> fresh) {
    environments.addAll(fresh);
    sandboxCount += fresh.size();
  }

  /** The environment does no more work, though its sandbox may still be there. */
  void remove(ExecutionEnvironment environment) {
    environments.remove(environment);
    idle.remove(environment);
  }

  /** The sandbox of an environment that was removed is gone. */
  void countGone() {
    sandboxCount--;
  }

  boolean hasSandboxes() {
    return sandboxCount > 0;
  }

  List<ExecutionEnvironment> environments() {
    return List.copyOf(environments);
  }

  /** Counts for {@link Growth}. */
  Growth.Pool measure(long now) {
    int starting = 0;
    int justStarting = 0;
    int settling = 0;
    for (ExecutionEnvironment environment : environments) {
      switch (environment.state()) {
        case State.Starting(long since) -> {
          starting++;
          justStarting += now - since < MOMENT_NANOS ? 1 : 0;
        }
        case State.Settling(long since) -> settling += now - since < MOMENT_NANOS ? 1 : 0;
        case State.Idle _ -> settling++; // on its way to take what waits
        case State.Busy _, State.Ended _ -> {}
      }
    }
    return new Growth.Pool(waiting.size(), starting, justStarting, settling, environments.size());
  }
}
