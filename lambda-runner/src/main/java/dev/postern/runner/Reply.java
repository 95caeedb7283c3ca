package dev.postern.runner;

import java.util.concurrent.Flow;

/** Reply to an invocation that accepts a stream. */
public sealed interface Reply {
  /**
   * The function streams its response.
   *
   * @param payload accepts exactly one subscriber; the function waits until it subscribes. Signals
   *     arrive on a thread of the runner, which the subscriber must not block. Back-pressure
   *     applies to the function. Ends with {@link BrokenStream} if the function fails. Cancelling
   *     discards the rest; as on AWS, it does not interrupt the function.
   */
  record Stream(Flow.Publisher<byte[]> payload) implements Reply {}

  /** The function did not stream, or failed before it started to. */
  record Whole(Outcome outcome) implements Reply {}
}
