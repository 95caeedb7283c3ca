package dev.postern.runner.environment;

import dev.postern.runner.BrokenStream;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Invocation;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import dev.postern.runner.runtimeapi.ResponseStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An invocation without an outcome. It counts towards its function's concurrency. */
final class PendingInvocation {
  private final FunctionSpec function;
  private final Invocation invocation;
  private final ConcurrencyCounter concurrency;
  private final long arrivedNanos;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final @Nullable CompletableFuture<Reply> reply;
  private volatile @Nullable ResponseStream stream;

  /**
   * Creates an invocation that releases one unit of the function's concurrency when it completes.
   *
   * @param arrivedNanos arrival, by {@link System#nanoTime}
   * @param reply completed for a caller that accepts a stream; null for other callers
   */
  PendingInvocation(
      FunctionSpec function,
      Invocation invocation,
      ConcurrencyCounter concurrency,
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

  /** Passes a stream that the function has started to the caller; the outcome follows later. */
  void startStream(ResponseStream begun) {
    stream = begun;
    if (reply == null || !reply.complete(new Reply.Stream(begun))) {
      begun.discard();
    }
  }

  /**
   * Sets the outcome. Releases the concurrency first, because the caller may invoke again at once.
   */
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

  /** Reports a bug in the runner. */
  void completeExceptionally(Throwable bug) {
    concurrency.release();
    if (reply != null) {
      reply.completeExceptionally(bug);
    }
    outcome.completeExceptionally(bug);
  }
}
