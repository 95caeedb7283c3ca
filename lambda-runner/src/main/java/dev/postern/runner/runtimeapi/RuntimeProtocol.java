package dev.postern.runner.runtimeapi;

/**
 * State machine of the requests that a runtime may send. Not thread-safe: used on the event loop of
 * its sandbox.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API for custom runtimes</a>
 */
public final class RuntimeProtocol {
  /** Maximum size of a response in bytes; Lambda's error text contains this number. */
  public static final int MAX_RESPONSE_BYTES = 6_291_556;

  /**
   * Maximum size of a streamed response in bytes: 200 MB.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">
   *     Response streaming for Lambda functions</a>
   */
  public static final long MAX_STREAMED_BYTES = 209_715_200;

  private State state = new State.Initializing();

  /** State of a runtime. */
  private sealed interface State {
    record Initializing() implements State {}

    record Waiting() implements State {}

    record Running(String requestId, boolean takesStream) implements State {}

    record Streaming(String requestId) implements State {}

    record Answered() implements State {}

    record InitFailed() implements State {}
  }

  /** Answer to a request of the runtime. */
  enum Verdict {
    ACCEPTED,
    INVALID_REQUEST_ID,
    INVALID_STATE_TRANSITION,
    REQUEST_ENTITY_TOO_LARGE
  }

  /** Handles a request for the next invocation. */
  Verdict next() {
    return switch (state) {
      case State.Initializing _, State.Answered _ -> accept(new State.Waiting());
      case State.Waiting _, State.Running _, State.Streaming _, State.InitFailed _ ->
          Verdict.INVALID_STATE_TRANSITION;
    };
  }

  /** Handles a connection that closed while the runtime waited for an invocation. */
  void nextAbandoned() {
    if (state instanceof State.Waiting) {
      state = new State.Answered();
    }
  }

  /**
   * Starts an invocation if the runtime waits for one; returns whether it does.
   *
   * @param takesStream whether the caller accepts a streamed response
   */
  boolean deliver(String requestId, boolean takesStream) {
    if (!(state instanceof State.Waiting)) {
      return false;
    }
    state = new State.Running(requestId, takesStream);
    return true;
  }

  /**
   * Starts a streamed response if the caller accepts one, and returns true. Otherwise returns
   * false, and the response must be read as a whole.
   */
  boolean startStream(String requestId) {
    if (!(state instanceof State.Running(String running, boolean takesStream))
        || !takesStream
        || !running.equals(requestId)) {
      return false;
    }
    state = new State.Streaming(requestId);
    return true;
  }

  /** Ends a streamed response, whether it succeeded or failed. */
  void streamEnded() {
    if (state instanceof State.Streaming) {
      state = new State.Answered();
    }
  }

  /**
   * Handles a response.
   *
   * @param bytes size of the response, which may be larger than allowed
   */
  Verdict response(String requestId, long bytes) {
    Verdict verdict = answer(requestId);
    return verdict == Verdict.ACCEPTED && bytes > MAX_RESPONSE_BYTES
        ? Verdict.REQUEST_ENTITY_TOO_LARGE
        : verdict;
  }

  /** Handles an error of an invocation. */
  Verdict error(String requestId) {
    return answer(requestId);
  }

  /** Handles an error of initialisation. */
  Verdict initError() {
    return state instanceof State.Initializing
        ? accept(new State.InitFailed())
        : Verdict.INVALID_STATE_TRANSITION;
  }

  private Verdict answer(String requestId) {
    if (!(state instanceof State.Running running)) {
      return Verdict.INVALID_STATE_TRANSITION;
    }
    return running.requestId().equals(requestId)
        ? accept(new State.Answered())
        : Verdict.INVALID_REQUEST_ID;
  }

  private Verdict accept(State newState) {
    state = newState;
    return Verdict.ACCEPTED;
  }

  /** Returns the state's name for error texts. */
  String stateName() {
    return state.getClass().getSimpleName();
  }
}
