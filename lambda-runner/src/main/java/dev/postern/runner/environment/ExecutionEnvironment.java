package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Invocation;
import dev.postern.runner.Outcome;
import dev.postern.runner.code.CodeException;
import dev.postern.runner.container.Exit;
import dev.postern.runner.container.SandboxFailure;
import dev.postern.runner.runtimeapi.Delivery;
import dev.postern.runner.runtimeapi.ResponseStream;
import dev.postern.runner.runtimeapi.RuntimeListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox from start to end, with its current invocation.
 *
 * <p>Each transition from one {@link State} to the next is a compare-and-set. The thread that makes
 * the transition gives the invocation its outcome. So an invocation has exactly one outcome,
 * whether the runtime's response, the timeout or the end of the sandbox comes first.
 *
 * <p>Thread-safe; only {@link #start} blocks.
 */
final class ExecutionEnvironment implements RuntimeListener {
  /** Maximum delay until the end of a process is known. */
  private static final Duration MAX_EXIT_DELAY = Duration.ofSeconds(1);

  /** Delay after which a connection made by a process is known. */
  private static final Duration ACCEPT_DELAY = Duration.ofMillis(10);

  /**
   * Maximum wait for the connections of an ended process; surviving children may keep them open.
   */
  private static final Duration MAX_DRAIN_TIME = Duration.ofMillis(500);

  private final FunctionSpec function;
  private final EnvironmentPool pool;
  private final EnvironmentServices services;
  private final SandboxLog output;
  private final InvocationLog log;
  private final SandboxResources resources;
  private final AtomicReference<State> state;
  private final AtomicBoolean timeoutCheckScheduled = new AtomicBoolean();
  private final CompletableFuture<Void> startDone = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  /** State of an environment. */
  sealed interface State {
    /** The sandbox starts and initialises. */
    record Starting(long sinceNanos) implements State {}

    /** The runtime waits for an invocation. */
    record Idle(long sinceNanos) implements State {}

    /** The runtime processes an invocation. */
    record Busy(PendingInvocation invocation, long sinceNanos) implements State {
      long elapsedNanos() {
        return System.nanoTime() - sinceNanos;
      }
    }

    /** The runtime has responded and is about to request the next invocation. */
    record Settling(long sinceNanos) implements State {}

    /** The environment accepts no more work; its sandbox is being removed or is gone. */
    record Ended() implements State {}
  }

  /** Creates an environment; {@link #start} starts its sandbox. */
  ExecutionEnvironment(FunctionSpec function, EnvironmentPool pool, EnvironmentServices services) {
    String id = services.ids().next();
    this.function = function;
    this.pool = pool;
    this.services = services;
    this.output = services.newLog(function, id);
    this.resources = new SandboxResources(id, function, pool.code(), services);
    this.log = new InvocationLog(function, output, resources::usedMegabytes);
    this.state = new AtomicReference<>(new State.Starting(System.nanoTime()));
  }

  State state() {
    return state.get();
  }

  /** Returns a future that completes when the sandbox is gone; never exceptionally. */
  CompletableFuture<Void> gone() {
    return gone;
  }

  /** Starts the sandbox; blocks until its process runs. */
  void start() {
    try {
      var _ = resources.open(this, output).thenAccept(this::processEnded);
      services.after(this::checkStart, services.startTimeout().plus(function.timeout()));
    } catch (SandboxFailure | CodeException e) {
      startFailed(new StartFailure.Machine("function " + function.name() + ": " + e.getMessage()));
    } catch (RuntimeException e) {
      if (changeFrom(State.Starting.class, new State.Ended()) != null) {
        pool.startThrew(e);
        release();
      }
    } finally {
      startDone.complete(null);
    }
  }

  /**
   * Passes an invocation to the runtime; does not block.
   *
   * @return false, without any effect, if the environment is not idle
   */
  boolean run(PendingInvocation pending) {
    State.Busy busy = new State.Busy(pending, System.nanoTime());
    if (changeFrom(State.Idle.class, busy) == null) {
      return false;
    }
    Invocation invocation = pending.invocation();
    log.begin(invocation.requestId());
    scheduleTimeoutCheck(function.timeout());
    resources.deliver(
        new Delivery(
            invocation.requestId(),
            services.time().millis() + function.timeout().toMillis(),
            pending.function().functionArn(),
            invocation.traceId(),
            invocation.clientContext(),
            invocation.payload(),
            pending.takesStream()));
    return true;
  }

  /** Ends the environment unless it is busy or has ended; returns whether it did. */
  boolean endUnlessBusy() {
    State current = state.get();
    if (current instanceof State.Busy
        || current instanceof State.Ended
        || !state.compareAndSet(current, new State.Ended())) {
      return false;
    }
    release();
    return true;
  }

  /** Ends the environment; its current invocation, if any, gets the outcome. */
  void end(Outcome ifBusy) {
    State last = state.getAndSet(new State.Ended());
    if (last instanceof State.Ended) {
      return;
    }
    if (last instanceof State.Busy busy) {
      busy.invocation().complete(ifBusy);
    }
    release();
  }

  @Override
  public void nextRequested() {
    if (state.get() instanceof State.Busy busy) {
      failTruncated(busy.invocation().requestId());
    }
    State current = state.get();
    if (current instanceof State.Starting) {
      log.initialized(System.nanoTime() - resources.startedNanos());
      services.reachability().markReached();
    }
    boolean expected = current instanceof State.Starting || current instanceof State.Settling;
    if (expected && state.compareAndSet(current, new State.Idle(System.nanoTime()))) {
      pool.ready(this);
    }
  }

  @Override
  public void nextAbandoned() {
    if (changeFrom(State.Idle.class, new State.Settling(System.nanoTime())) != null) {
      pool.notReady(this);
    }
  }

  @Override
  public void undelivered(String requestId) {
    State.Busy busy = busyWith(requestId);
    if (busy != null && state.compareAndSet(busy, new State.Settling(System.nanoTime()))) {
      pool.requeue(busy.invocation());
    }
  }

  @Override
  public void responded(String requestId, byte[] payload, long outputBytes) {
    finish(requestId, new Outcome.Success(payload), "", outputBytes);
  }

  @Override
  public void failed(String requestId, byte[] error, long outputBytes) {
    byte[] explained = MissingSdk.explained(function, resources.shown(error));
    finish(requestId, new Outcome.FunctionError(explained), "", outputBytes);
  }

  @Override
  public void streamStarted(String requestId, ResponseStream stream) {
    State.Busy busy = busyWith(requestId);
    if (busy == null) {
      stream.discard();
    } else {
      busy.invocation().startStream(stream);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits, because a process that ends closes its connections first, and its exit status is the
   * better reason.
   */
  @Override
  public void streamAborted(String requestId) {
    services.after(() -> failTruncated(requestId), MAX_EXIT_DELAY);
  }

  private void failTruncated(String requestId) {
    Fault fault = Fault.truncatedResponse(requestId);
    Outcome outcome = new Outcome.FunctionError(fault.payload());
    finish(requestId, outcome, fault.reportStatus(), RuntimeListener.UNKNOWN);
  }

  @Override
  public void responseTooLarge(String requestId, long maxBytes, long outputBytes) {
    Fault fault = Fault.responseTooLarge(maxBytes);
    Outcome outcome = new Outcome.FunctionError(fault.payload());
    finish(requestId, outcome, fault.reportStatus(), outputBytes);
  }

  @Override
  public void initFailed(byte[] error) {
    byte[] explained = MissingSdk.explained(function, resources.shown(error));
    startFailed(new StartFailure.InitError(explained));
  }

  private void finish(String requestId, Outcome outcome, String status, long outputBytes) {
    State.Busy busy = busyWith(requestId);
    if (busy == null || !state.compareAndSet(busy, new State.Settling(System.nanoTime()))) {
      return;
    }
    log.end(requestId, busy.elapsedNanos(), status, outputBytes);
    busy.invocation().complete(outcome);
    pool.endIfUnneeded(this);
  }

  /**
   * Handles the end of the process. Waits for data that the process sent before and that is not
   * read yet, such as a response.
   */
  private void processEnded(Exit exit) {
    services.after(
        () -> {
          var _ =
              resources
                  .drained()
                  .completeOnTimeout(null, MAX_DRAIN_TIME.toMillis(), TimeUnit.MILLISECONDS)
                  .thenRun(() -> exited(exit));
        },
        ACCEPT_DELAY);
  }

  private void exited(Exit exit) {
    switch (state.get()) {
      case State.Starting _ -> {
        if (!startFailed(new StartFailure.Exited(exit))) {
          exited(exit); // became ready meanwhile
        }
      }
      case State.Busy busy -> {
        Fault fault = Fault.exited(busy.invocation().requestId(), exit);
        if (state.compareAndSet(busy, new State.Ended())) {
          log.endAbruptly(
              busy.invocation().requestId(),
              busy.elapsedNanos(),
              fault.logLine(),
              fault.reportStatus());
          busy.invocation().complete(new Outcome.FunctionError(fault.payload()));
          release();
          return;
        }
        exited(exit); // answered meanwhile
      }
      case State.Idle _, State.Settling _ -> {
        if (!endUnlessBusy()) {
          exited(exit); // got work meanwhile
        }
      }
      case State.Ended _ -> {}
    }
  }

  /** Ends an environment that is still starting; returns whether it was. */
  private boolean startFailed(StartFailure failure) {
    if (changeFrom(State.Starting.class, new State.Ended()) == null) {
      return false;
    }
    if (!(failure instanceof StartFailure.Machine)) {
      log.initFailed(System.nanoTime() - resources.startedNanos(), failure);
    }
    pool.startFailed(this, failure);
    release();
    return true;
  }

  /** Completes an invocation with the reason why this environment did not become ready. */
  void fail(PendingInvocation pending, StartFailure failure) {
    log.startFailed(pending.requestId(), failure);
    pending.complete(failure.outcome(pending.requestId(), function));
  }

  /**
   * Schedules a check of the invocation's timeout. One timer serves many invocations: it is not
   * cancelled when an invocation ends, but checks the current one when it fires.
   */
  private void scheduleTimeoutCheck(Duration delay) {
    if (!timeoutCheckScheduled.getAndSet(true)) {
      services.after(this::checkTimeout, delay);
    }
  }

  private void checkTimeout() {
    timeoutCheckScheduled.set(false);
    if (!(state.get() instanceof State.Busy busy)) {
      return;
    }
    long left = function.timeout().toNanos() - busy.elapsedNanos();
    if (left > 0) {
      scheduleTimeoutCheck(Duration.ofNanos(left));
    } else if (state.compareAndSet(busy, new State.Ended())) {
      timedOut(busy);
    }
  }

  private void timedOut(State.Busy busy) {
    String id = busy.invocation().requestId();
    Fault fault = Fault.timedOut(id, function.timeout());
    String line =
        services.time().instant() + " " + id + " " + Fault.taskTimedOut(function.timeout());
    busy.invocation().complete(new Outcome.TimedOut(fault.payload()));
    log.endAbruptly(id, busy.elapsedNanos(), line, "\tStatus: timeout");
    release();
  }

  private void checkStart() {
    String unreachable = resources.unreachable();
    startFailed(
        unreachable == null
            ? new StartFailure.TimedOut()
            : new StartFailure.Machine("function " + function.name() + ": " + unreachable));
  }

  private State.@Nullable Busy busyWith(String requestId) {
    return state.get() instanceof State.Busy busy && busy.invocation().requestId().equals(requestId)
        ? busy
        : null;
  }

  /** Changes the state if it has the given type; returns the previous state, or null. */
  private @Nullable State changeFrom(Class<? extends State> type, State next) {
    State current = state.get();
    return type.isInstance(current) && state.compareAndSet(current, next) ? current : null;
  }

  /** Releases what the environment holds. Called once, after the change to {@link State.Ended}. */
  private void release() {
    services.limit().ending();
    pool.ended(this);
    var _ = startDone.thenRunAsync(this::dispose, services.threads());
  }

  private void dispose() {
    try {
      resources.close();
      output.lines(List.of());
    } finally {
      services.limit().gone();
      pool.sandboxGone();
      gone.complete(null);
    }
  }
}
