package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The execution environments of one revision of a function and the queue of its invocations.
 *
 * <p>The first environment that is ready takes an invocation, even if another was started for it.
 * Idle environments are used last in, first out, so that surplus ones reach the idle timeout.
 *
 * <p>Thread-safe. The roster is locked briefly, and never during a call to an environment.
 */
final class EnvironmentPool {
  private static final Duration CHECK_EVERY = Duration.ofMillis(25);

  /** Maximum wait of an invocation for a sandbox when no further one may be started. */
  private static final long MAX_WAIT_NANOS = Duration.ofSeconds(10).toNanos();

  private final FunctionSpec function;
  private final EnvironmentServices services;
  private final Growth growth;
  private final Launcher launcher;
  private final PoolCode code;
  private final Roster roster = new Roster();
  private volatile boolean retired;
  private @Nullable Outcome closed;
  private boolean checking;
  private long lastReadyNanos;

  /** Operations of the runner that the pool uses. They do not block. */
  interface Launcher {
    /** Starts an environment on a thread of its own. */
    void start(ExecutionEnvironment environment);

    /** Stops an idle environment of any function, if one exists. */
    void makeRoom();
  }

  /** Creates an empty pool. */
  EnvironmentPool(
      FunctionSpec function,
      PoolCode code,
      EnvironmentServices services,
      Growth growth,
      Launcher launcher) {
    this.function = function;
    this.code = code;
    this.services = services;
    this.growth = growth;
    this.launcher = launcher;
    this.lastReadyNanos = System.nanoTime();
  }

  PoolCode code() {
    return code;
  }

  /**
   * Gives the invocation to an idle environment, or adds it to the queue; does not block.
   *
   * @return false, without any effect, if the pool is retired
   */
  boolean invoke(PendingInvocation pending) {
    while (true) {
      ExecutionEnvironment environment;
      synchronized (roster) {
        if (retired) {
          return false;
        }
        environment = roster.takeIdle();
        if (environment == null) {
          roster.addWaiting(pending);
        }
      }
      if (environment == null) {
        grow();
        return true;
      }
      if (environment.run(pending)) {
        return true;
      }
    }
  }

  /** Takes back an invocation that an environment did not receive. */
  void requeue(PendingInvocation pending) {
    ExecutionEnvironment environment;
    Outcome refusal;
    synchronized (roster) {
      refusal = closed;
      environment = roster.takeIdle();
      if (refusal == null && environment == null) {
        roster.addWaitingFirst(pending);
      }
    }
    if (refusal != null) {
      pending.complete(refusal);
    } else if (environment == null) {
      grow();
    } else if (!environment.run(pending)) {
      requeue(pending);
    }
  }

  /** Gives the environment the oldest queued invocation, or marks it idle. */
  void ready(ExecutionEnvironment environment) {
    PendingInvocation pending;
    synchronized (roster) {
      lastReadyNanos = System.nanoTime();
      pending = roster.takeWaiting();
      boolean ended = environment.state() instanceof ExecutionEnvironment.State.Ended;
      if (pending == null && !retired && !ended) {
        roster.addIdle(environment);
      }
    }
    if (pending == null) {
      endIfUnneeded(environment);
    } else if (!environment.run(pending)) {
      requeue(pending);
    }
  }

  /** Stops an environment without work if the pool is retired and its queue is empty. */
  void endIfUnneeded(ExecutionEnvironment environment) {
    if (retired && noneWaiting()) {
      environment.endUnlessBusy();
    }
  }

  private boolean noneWaiting() {
    synchronized (roster) {
      return roster.noneWaiting();
    }
  }

  /** Removes an environment from the idle ones; it may become idle again. */
  void notReady(ExecutionEnvironment environment) {
    synchronized (roster) {
      roster.removeIdle(environment);
    }
  }

  /** Removes an environment that has ended. */
  void ended(ExecutionEnvironment environment) {
    synchronized (roster) {
      roster.remove(environment);
    }
    grow();
  }

  /** Counts a sandbox that is gone; releases the code after the last one of a retired pool. */
  void sandboxGone() {
    boolean last;
    synchronized (roster) {
      roster.countGone();
      last = retired && !roster.hasSandboxes() && roster.noneWaiting();
    }
    if (last) {
      code.close();
    }
  }

  /**
   * Handles an environment that never became ready. Its failure completes the oldest queued
   * invocation. It completes all queued invocations if this machine caused it and no other
   * environment remains.
   */
  void startFailed(ExecutionEnvironment environment, StartFailure failure) {
    List<PendingInvocation> concerned = new ArrayList<>();
    synchronized (roster) {
      roster.remove(environment);
      if (failure instanceof StartFailure.Machine && roster.environments().isEmpty()) {
        concerned.addAll(roster.takeAllWaiting());
      } else if (!roster.noneWaiting()) {
        concerned.add(roster.takeWaiting());
      }
    }
    concerned.forEach(pending -> environment.fail(pending, failure));
  }

  /** Completes all queued invocations exceptionally after a bug in the runner. */
  void startThrew(RuntimeException bug) {
    List<PendingInvocation> all;
    synchronized (roster) {
      all = roster.takeAllWaiting();
    }
    all.forEach(pending -> pending.completeExceptionally(bug));
  }

  private void grow() {
    List<ExecutionEnvironment> fresh;
    synchronized (roster) {
      if (roster.noneWaiting()) {
        return;
      }
      fresh = add(growth.onArrival(roster.measure(System.nanoTime())));
      checkLater();
    }
    fresh.forEach(launcher::start);
  }

  /** Checks whether invocations have waited too long; repeats while the queue is not empty. */
  private void checkWaiting() {
    List<ExecutionEnvironment> fresh;
    PendingInvocation refused = null;
    boolean full;
    double cpuLoad = services.cpuLoad().getAsDouble();
    synchronized (roster) {
      checking = false;
      PendingInvocation head = roster.firstWaiting();
      if (head == null) {
        return;
      }
      long now = System.nanoTime();
      long waited = now - Math.max(head.arrivedNanos(), lastReadyNanos);
      int wanted = growth.onWait(roster.measure(now), waited, cpuLoad);
      fresh = add(wanted);
      full = wanted > fresh.size();
      if (full && fresh.isEmpty() && now - head.arrivedNanos() > MAX_WAIT_NANOS) {
        refused = roster.takeWaiting();
      }
      checkLater();
    }
    fresh.forEach(launcher::start);
    if (refused != null) {
      refused.complete(new Outcome.Throttled("ConcurrentInvocationLimitExceeded"));
    } else if (full && !services.limit().roomIsComing()) {
      launcher.makeRoom();
    }
  }

  private void checkLater() {
    if (!checking && !roster.noneWaiting()) {
      checking = true;
      services.after(this::checkWaiting, CHECK_EVERY);
    }
  }

  private List<ExecutionEnvironment> add(int count) {
    List<ExecutionEnvironment> fresh = new ArrayList<>(count);
    while (fresh.size() < count && services.limit().tryStart()) {
      fresh.add(new ExecutionEnvironment(function, this, services));
    }
    roster.add(fresh);
    return fresh;
  }

  /** Stops environments that have had no work, or have not requested any, for the given time. */
  void endIdle(Duration span) {
    List<ExecutionEnvironment> unused;
    synchronized (roster) {
      unused = roster.takeUnusedFor(span);
    }
    unused.forEach(ExecutionEnvironment::endUnlessBusy);
  }

  /**
   * Returns the {@link System#nanoTime} at which the longest-idle environment became idle, or
   * {@link Long#MAX_VALUE} if none is idle.
   */
  long oldestIdleNanos() {
    synchronized (roster) {
      return roster.oldestIdleNanos();
    }
  }

  /** Stops the environment that has been idle longest. */
  void endOldestIdle() {
    ExecutionEnvironment oldest;
    synchronized (roster) {
      oldest = roster.takeOldestIdle();
    }
    if (oldest != null) {
      oldest.endUnlessBusy();
    }
  }

  /** Refuses new invocations; stops idle environments now and the others when they have no work. */
  void retire() {
    List<ExecutionEnvironment> unneeded;
    boolean empty;
    synchronized (roster) {
      retired = true;
      unneeded = roster.takeUnneeded();
      empty = !roster.hasSandboxes();
    }
    unneeded.forEach(ExecutionEnvironment::endUnlessBusy);
    if (empty) {
      code.close();
    }
  }

  /** Stops all environments; all invocations get the outcome. */
  void close(Outcome outcome) {
    List<PendingInvocation> refused;
    List<ExecutionEnvironment> all;
    synchronized (roster) {
      retired = true;
      closed = outcome;
      refused = roster.takeAllWaiting();
      all = roster.environments();
    }
    refused.forEach(pending -> pending.complete(outcome));
    all.forEach(environment -> environment.end(outcome));
  }
}
