package dev.postern.execute;

import java.util.concurrent.CompletionStage;

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
   * The next phase, once this stage is complete. By then the phase's result is in the exchange; a
   * failure refuses the request. Nothing else touches the exchange meanwhile.
   */
  record Waits(CompletionStage<?> stage) implements Step {}
}
