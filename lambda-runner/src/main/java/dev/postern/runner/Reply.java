package dev.postern.runner;

import java.util.concurrent.Flow;

/** How an invocation that takes a stream is answered. */
public sealed interface Reply {
  /**
   * The function streams.
   *
   * @param payload takes one subscriber, and needs one: until then the function waits. Its signals
   *     come on a thread of the runner, which must not be blocked, bit by bit as the subscriber
   *     asks for them; the function is held back meanwhile. Ends with {@link BrokenStream} when the
   *     function fails after all. Cancelling throws the rest away: as on AWS, the function is not
   *     interrupted.
   */
  record Stream(Flow.Publisher<byte[]> payload) implements Reply {}

  /** The function does not stream, or failed before it did. */
  record Whole(Outcome outcome) implements Reply {}
}
