package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The outcome of a phase. */
public sealed interface Step {
  /** The next phase follows. */
  Step NEXT = new Next();

  /** The remaining phases are skipped: the exchange has its response. */
  Step ANSWERED = new Answered();

  /** See {@link #NEXT}. */
  record Next() implements Step {}

  /** See {@link #ANSWERED}. */
  record Answered() implements Step {}

  /**
   * The next phase follows when the result is there. Nothing else uses the exchange meanwhile.
   *
   * @param answer the future result; a failure refuses the request. Completed exceptionally when
   *     the time limit has passed or the client has disconnected
   * @param taken stores the result in the exchange; called on the loop
   * @param timeout time limit of the wait
   * @param onTimeout creates the refusal when the time limit has passed
   */
  record Waits<T>(
      CompletableFuture<T> answer,
      Consumer<T> taken,
      Duration timeout,
      Supplier<GatewayException> onTimeout)
      implements Step {}
}
