package dev.postern.runner.environment;

import dev.postern.runner.BrokenStream;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Invocation;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import dev.postern.runner.runtimeapi.ResponseStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An invocation that has no outcome yet; counts against its function's concurrency until then. */
final class PendingInvocation {
  private final FunctionSpec function;
  private final Invocation invocation;
  private final FunctionConcurrency concurrency;
  private final long arrivedNanos;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final @Nullable CompletableFuture<Reply> reply;
  private volatile @Nullable ResponseStream stream;

  /**
   * Takes over one unit of the function's concurrency.
   *
   * @param arrivedNanos as {@link System#nanoTime} tells it
   * @param reply of a caller who takes a stream, else null
   */
  PendingInvocation(
      FunctionSpec function,
      Invocation invocation,
      FunctionConcurrency concurrency,
      long arrivedNanos,
      @Nullable CompletableFuture<Reply> reply) {
    this.function = function;
    this.invocation = invocation;
    this.concurrency = concurrency;
    this.arrivedNanos = arrivedNanos;
    this.reply = reply;
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

  boolean takesStream() {
    return reply != null;
  }

  /** The function begins to stream; its outcome is still to come. */
  void startStream(ResponseStream begun) {
    stream = begun;
    if (reply == null || !reply.complete(new Reply.Stream(begun))) {
      begun.discard();
    }
  }

  /** Gives the outcome. The concurrency is free first: who hears of it may call again at once. */
  void complete(Outcome result) {
    concurrency.release();
    if (reply != null && !reply.complete(new Reply.Whole(result))) {
      end(result);
    }
    outcome.complete(result);
  }

  private void end(Outcome result) {
    ResponseStream begun = stream;
    if (begun == null) {
      throw new IllegalStateException("an invocation has two outcomes");
    }
    if (result instanceof Outcome.Success) {
      begun.complete();
    } else {
      begun.fail(new BrokenStream(result));
    }
  }

  /** Says that we have a bug. */
  void completeExceptionally(Throwable bug) {
    concurrency.release();
    if (reply != null) {
      reply.completeExceptionally(bug);
    }
    outcome.completeExceptionally(bug);
  }
}
