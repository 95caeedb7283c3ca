package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Invocation;
import dev.postern.runner.Outcome;
import java.util.concurrent.CompletableFuture;

/** An invocation that has no outcome yet; counts against its function's concurrency until then. */
final class PendingInvocation {
  private final FunctionSpec function;
  private final Invocation invocation;
  private final FunctionConcurrency concurrency;
  private final long arrivedNanos;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

  /**
   * Takes over one unit of the function's concurrency.
   *
   * @param arrivedNanos as {@link System#nanoTime} tells it
   */
  PendingInvocation(
      FunctionSpec function,
      Invocation invocation,
      FunctionConcurrency concurrency,
      long arrivedNanos) {
    this.function = function;
    this.invocation = invocation;
    this.concurrency = concurrency;
    this.arrivedNanos = arrivedNanos;
  }

  FunctionSpec function() {
    return function;
  }

  Invocation invocation() {
    return invocation;
  }

  String requestId() {
    return invocation.requestId();
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** Gives the outcome. The concurrency is free first: who hears of it may call again at once. */
  void complete(Outcome result) {
    concurrency.leave();
    outcome.complete(result);
  }

  /** Says that we have a bug. */
  void broken(Throwable bug) {
    concurrency.leave();
    outcome.completeExceptionally(bug);
  }
}
