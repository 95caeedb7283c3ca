package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What comes after a phase. */
public sealed interface Step {
  /** The next phase. */
  Step NEXT = new Next();

  /** No further phase: the exchange has its response. */
  Step ANSWERED = new Answered();

  /** See {@link #NEXT}. */
  record Next() implements Step {}

  /** See {@link #ANSWERED}. */
  record Answered() implements Step {}

  /**
   * The next phase, once there is an answer. Nothing else touches the exchange meanwhile.
   *
   * @param answer a failure refuses the request; completed exceptionally when the limit is over or
   *     the client is gone
   * @param taken puts the answer into the exchange; called on the loop
   * @param limit how long to wait
   * @param timeout makes the refusal when the limit is over
   */
  record Waits<T>(
      CompletableFuture<T> answer,
      Consumer<T> taken,
      Duration limit,
      Supplier<GatewayException> timeout)
      implements Step {}
}
