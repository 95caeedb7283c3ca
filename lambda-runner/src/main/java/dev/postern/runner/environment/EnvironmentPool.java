package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The execution environments of one revision of a function, and the invocations that wait for one.
 *
 * <p>An invocation is not bound to the environment that was started for it: whichever is ready
 * first takes it. Idle ones are taken last in, first out, so that those not needed grow old and
 * end.
 *
 * <p>Safe from any thread. The roster is locked for moments only, and never while an environment is
 * called.
 */
final class EnvironmentPool {
  private static final Duration CHECK_EVERY = Duration.ofMillis(25);

  /** With no room for a further sandbox, an invocation waits so long for one of the others. */
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

  /** What the pool needs of the runner. Its methods do not block. */
  interface Launcher {
    /** Starts an environment on a thread of its own. */
    void start(ExecutionEnvironment environment);

    /** Ends an idle environment of whatever function, if there is one. */
    void makeRoom();
  }

  /** Makes an empty pool. */
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
   * Gives the invocation to an idle environment, or lets it wait for one; does not block.
   *
   * @return false when the pool is retired: then nothing has happened
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

  /** Takes back an invocation that an environment did not get to see. */
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

  /** An environment waits for work: it gets what has waited longest, or becomes idle. */
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

  /** An environment has no work: a retired pool needs it only if something waits. */
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

  /** An environment no longer waits for work, but may again. */
  void notReady(ExecutionEnvironment environment) {
    synchronized (roster) {
      roster.removeIdle(environment);
    }
  }

  /** An environment has come to its end. */
  void ended(ExecutionEnvironment environment) {
    synchronized (roster) {
      roster.remove(environment);
    }
    grow();
  }

  /** An environment's sandbox is gone; the last one of a retired pool takes the code along. */
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
   * An environment never became ready. The invocation that has waited longest hears why; all do
   * when it is the machine's fault and no other environment is left to serve them.
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

  /** A start failed for a bug of ours. */
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

  /** Looks whether invocations have waited for too long; again and again as long as any waits. */
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

  /** Ends environments that for as long as given have had no work, or not asked for any. */
  void endIdle(Duration span) {
    List<ExecutionEnvironment> unused;
    synchronized (roster) {
      unused = roster.takeUnusedFor(span);
    }
    unused.forEach(ExecutionEnvironment::endUnlessBusy);
  }

  /** Answers since when the environment idle longest is so; the end of time if there is none. */
  long oldestIdleNanos() {
    synchronized (roster) {
      return roster.oldestIdleNanos();
    }
  }

  /** Ends the environment that has been idle longest. */
  void endOldestIdle() {
    ExecutionEnvironment oldest;
    synchronized (roster) {
      oldest = roster.takeOldestIdle();
    }
    if (oldest != null) {
      oldest.endUnlessBusy();
    }
  }

  /** Takes no new invocations; ends what is idle now, and the rest when it has no more to do. */
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

  /** Ends everything; all invocations get the outcome. */
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
