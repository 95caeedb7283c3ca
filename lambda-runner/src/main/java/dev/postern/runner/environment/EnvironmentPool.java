package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Outcome;
import dev.postern.runner.environment.ExecutionEnvironment.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The execution environments of one revision of a function, and the invocations that wait for one.
 *
 * <p>An invocation is not bound to the environment that was started for it: whichever is ready
 * first takes it. Idle ones are taken last in, first out, so that those not needed grow old and
 * end.
 *
 * <p>Safe from any thread. The lock is held for moments only, and never while an environment is
 * called.
 */
final class EnvironmentPool {
  private static final Duration CHECK_EVERY = Duration.ofMillis(25);

  /** A sandbox that has been initialising for longer than this is not counted on. */
  private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

  /** With no room for a further sandbox, an invocation waits so long for one of the others. */
  private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(10).toNanos();

  private final FunctionSpec function;
  private final EnvironmentServices services;
  private final Growth growth;
  private final Owner owner;
  private final PoolCode code;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<PendingInvocation> waiting = new ArrayDeque<>();
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> environments = new HashSet<>();
  private volatile boolean retired;
  private @Nullable Outcome closed;
  private int present;
  private boolean checking;
  private long lastReadyNanos;

  /** What the pool needs of the runner. Its methods do not block. */
  interface Owner {
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
      Owner owner) {
    this.function = function;
    this.code = code;
    this.services = services;
    this.growth = growth;
    this.owner = owner;
    this.lastReadyNanos = System.nanoTime();
  }

  PoolCode code() {
    return code;
  }

  String functionArn() {
    return function.functionArn();
  }

  String revision() {
    return function.revision();
  }

  /**
   * Gives the invocation to an idle environment, or lets it wait for one; does not block.
   *
   * @return false when the pool is retired: then nothing has happened
   */
  boolean invoke(PendingInvocation pending) {
    while (true) {
      ExecutionEnvironment environment;
      lock.lock();
      try {
        if (retired) {
          return false;
        }
        environment = idle.pollFirst();
        if (environment == null) {
          waiting.addLast(pending);
        }
      } finally {
        lock.unlock();
      }
      if (environment == null) {
        growOnArrival();
        return true;
      }
      if (environment.run(pending)) {
        return true;
      }
    }
  }

  /** Takes back an invocation that an environment did not get to see. */
  void again(PendingInvocation pending) {
    ExecutionEnvironment environment;
    Outcome refusal;
    lock.lock();
    try {
      refusal = closed;
      environment = idle.pollFirst();
      if (refusal == null && environment == null) {
        waiting.addFirst(pending);
      }
    } finally {
      lock.unlock();
    }
    if (refusal != null) {
      pending.complete(refusal);
    } else if (environment == null) {
      growOnArrival();
    } else if (!environment.run(pending)) {
      again(pending);
    }
  }

  /** An environment waits for work: it gets what has waited longest, or becomes idle. */
  void ready(ExecutionEnvironment environment) {
    PendingInvocation pending;
    lock.lock();
    try {
      lastReadyNanos = System.nanoTime();
      pending = waiting.pollFirst();
      if (pending == null && !retired) {
        idle.addFirst(environment);
      }
    } finally {
      lock.unlock();
    }
    if (pending == null) {
      settled(environment);
    } else if (!environment.run(pending)) {
      again(pending);
    }
  }

  /** An environment no longer waits for work, but may again. */
  void left(ExecutionEnvironment environment) {
    lock.lock();
    try {
      idle.remove(environment);
    } finally {
      lock.unlock();
    }
  }

  /** An environment has no work: a retired pool needs it only if something waits. */
  void settled(ExecutionEnvironment environment) {
    if (retired && isNothingWaiting()) {
      environment.endUnlessBusy();
    }
  }

  private boolean isNothingWaiting() {
    lock.lock();
    try {
      return waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** An environment has come to its end. */
  void ended(ExecutionEnvironment environment) {
    lock.lock();
    try {
      environments.remove(environment);
      idle.remove(environment);
    } finally {
      lock.unlock();
    }
    growOnArrival();
  }

  /** An environment's sandbox is gone; the last one of a retired pool takes the code along. */
  void gone() {
    boolean last;
    lock.lock();
    try {
      present--;
      last = retired && present == 0 && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
    if (last) {
      code.close();
    }
  }

  /**
   * An environment never became ready. The invocation that has waited longest hears why; all do
   * when it is the machine's fault and none is left to serve them.
   */
  void startFailed(ExecutionEnvironment environment, StartFailure failure) {
    List<PendingInvocation> concerned = new ArrayList<>();
    lock.lock();
    try {
      environments.remove(environment);
      boolean hopeless = failure instanceof StartFailure.Machine && environments.isEmpty();
      while (!waiting.isEmpty() && (hopeless || concerned.isEmpty())) {
        concerned.add(waiting.removeFirst());
      }
    } finally {
      lock.unlock();
    }
    concerned.forEach(pending -> environment.fail(pending, failure));
  }

  /** A start failed for a bug of ours. */
  void startBroke(RuntimeException bug) {
    for (PendingInvocation pending : takeWaiting()) {
      pending.broken(bug);
    }
  }

  private List<PendingInvocation> takeWaiting() {
    lock.lock();
    try {
      List<PendingInvocation> all = List.copyOf(waiting);
      waiting.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  private void growOnArrival() {
    List<ExecutionEnvironment> fresh;
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        return;
      }
      fresh = add(growth.onArrival(measure(System.nanoTime())));
      checkLater();
    } finally {
      lock.unlock();
    }
    startAll(fresh);
  }

  /** Looks whether invocations have waited for too long; again and again as long as any waits. */
  private void checkWaiting() {
    List<ExecutionEnvironment> fresh;
    PendingInvocation refused = null;
    boolean full;
    lock.lock();
    try {
      checking = false;
      PendingInvocation head = waiting.peekFirst();
      if (head == null) {
        return;
      }
      long now = System.nanoTime();
      long waited = now - Math.max(head.arrivedNanos(), lastReadyNanos);
      int wanted = growth.onWait(measure(now), waited);
      fresh = add(wanted);
      full = wanted > fresh.size();
      if (full && fresh.isEmpty() && now - head.arrivedNanos() > LONGEST_WAIT_NANOS) {
        refused = waiting.removeFirst();
      }
      checkLater();
    } finally {
      lock.unlock();
    }
    startAll(fresh);
    if (refused != null) {
      refused.complete(new Outcome.Throttled("ConcurrentInvocationLimitExceeded"));
    } else if (full && !services.limit().roomIsComing()) {
      owner.makeRoom();
    }
  }

  private void checkLater() {
    if (!checking && !waiting.isEmpty()) {
      checking = true;
      services.after(this::checkWaiting, CHECK_EVERY);
    }
  }

  private Growth.Pool measure(long now) {
    int starting = 0;
    int settling = 0;
    for (ExecutionEnvironment environment : environments) {
      switch (environment.state()) {
        case State.Starting(long since) -> starting += now - since < SOON_NANOS ? 1 : 0;
        case State.Settling _ -> settling++;
        case State.Idle _, State.Busy _, State.Ended _ -> {}
      }
    }
    return new Growth.Pool(waiting.size(), starting, settling, environments.size());
  }

  private List<ExecutionEnvironment> add(int count) {
    List<ExecutionEnvironment> fresh = new ArrayList<>(count);
    while (fresh.size() < count && services.limit().tryStart()) {
      fresh.add(new ExecutionEnvironment(function, this, services));
    }
    environments.addAll(fresh);
    present += fresh.size();
    return fresh;
  }

  private void startAll(List<ExecutionEnvironment> fresh) {
    for (ExecutionEnvironment environment : fresh) {
      owner.start(environment);
    }
  }

  /** Ends environments that have been idle for as long as given, those idle longest first. */
  void endIdle(Duration since) {
    long now = System.nanoTime();
    List<ExecutionEnvironment> old = new ArrayList<>();
    lock.lock();
    try {
      while (!idle.isEmpty()
          && idle.getLast().state() instanceof State.Idle(long idleSince)
          && now - idleSince >= since.toNanos()) {
        old.add(idle.removeLast());
      }
    } finally {
      lock.unlock();
    }
    old.forEach(ExecutionEnvironment::endUnlessBusy);
  }

  /** Answers since when the environment idle longest is so; the end of time if there is none. */
  long oldestIdleNanos() {
    lock.lock();
    try {
      return !idle.isEmpty() && idle.getLast().state() instanceof State.Idle(long since)
          ? since
          : Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the environment that has been idle longest; answers whether there was one. */
  boolean endOneIdle() {
    ExecutionEnvironment oldest;
    lock.lock();
    try {
      oldest = idle.pollLast();
    } finally {
      lock.unlock();
    }
    return oldest != null && oldest.endUnlessBusy();
  }

  /** Takes no new invocations; ends what is idle now, and the rest when it has no more to do. */
  void retire() {
    List<ExecutionEnvironment> unneeded = new ArrayList<>();
    boolean empty;
    lock.lock();
    try {
      retired = true;
      unneeded.addAll(waiting.isEmpty() ? environments : idle);
      idle.clear();
      empty = present == 0;
    } finally {
      lock.unlock();
    }
    unneeded.forEach(ExecutionEnvironment::endUnlessBusy);
    if (empty) {
      code.close();
    }
  }

  /** Ends everything; all invocations get the outcome. */
  void close(Outcome outcome) {
    List<ExecutionEnvironment> all;
    lock.lock();
    try {
      retired = true;
      closed = outcome;
      all = List.copyOf(environments);
    } finally {
      lock.unlock();
    }
    takeWaiting().forEach(pending -> pending.complete(outcome));
    all.forEach(environment -> environment.end(outcome));
  }
}
