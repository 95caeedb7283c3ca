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
 * Queued invocations and environments of a pool. Not thread-safe: the pool locks it.
 *
 * <p>Invocations wait only if no environment is idle.
 */
final class Roster {
  /** Time during which a start counts as recent, and a responding sandbox as settling. */
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

  /** Puts an invocation back at the head of the queue. */
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

  /** Returns when the longest-idle environment became idle, or {@link Long#MAX_VALUE}. */
  long oldestIdleNanos() {
    return !idle.isEmpty() && idle.getLast().state() instanceof State.Idle(long since)
        ? since
        : Long.MAX_VALUE;
  }

  /** Takes all environments that a pool without new invocations does not need. */
  List<ExecutionEnvironment> takeUnneeded() {
    List<ExecutionEnvironment> unneeded = List.copyOf(waiting.isEmpty() ? environments : idle);
    idle.clear();
    return unneeded;
  }

  /** Takes environments that have had no work, or have not requested any, for the given time. */
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

  /** Removes an environment that does no more work; its sandbox may still exist. */
  void remove(ExecutionEnvironment environment) {
    environments.remove(environment);
    idle.remove(environment);
  }

  /** Counts the sandbox of a removed environment as gone. */
  void countGone() {
    sandboxCount--;
  }

  boolean hasSandboxes() {
    return sandboxCount > 0;
  }

  List<ExecutionEnvironment> environments() {
    return List.copyOf(environments);
  }

  /** Returns the counts that {@link Growth} uses. */
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
        case State.Idle _ -> settling++; // about to take a queued invocation
        case State.Busy _, State.Ended _ -> {}
      }
    }
    return new Growth.Pool(waiting.size(), starting, justStarting, settling, environments.size());
  }
}
