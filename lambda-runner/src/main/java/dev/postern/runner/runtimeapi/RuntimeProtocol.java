package dev.postern.runner.runtimeapi;

/**
 * What a runtime may do next, and what it is answered otherwise. Not safe for several threads: it
 * lives on the event loop of its sandbox.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API for custom runtimes</a>
 */
public final class RuntimeProtocol {
  /** Most bytes of a response; Lambda's error text names this number. */
  public static final int MAX_RESPONSE_BYTES = 6_291_556;

  /**
   * Most bytes of a streamed response: 200 MB.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">
   *     Response streaming for Lambda functions</a>
   */
  public static final long MAX_STREAMED_BYTES = 209_715_200;

  private State state = new State.Initializing();

  /** Where a runtime is. */
  private sealed interface State {
    record Initializing() implements State {}

    record Waiting() implements State {}

    record Running(String requestId, boolean takesStream) implements State {}

    record Streaming(String requestId) implements State {}

    record Answered() implements State {}

    record InitFailed() implements State {}
  }

  /** What a request of the runtime is answered with. */
  enum Verdict {
    ACCEPTED,
    INVALID_REQUEST_ID,
    INVALID_STATE_TRANSITION,
    REQUEST_ENTITY_TOO_LARGE
  }

  /** The runtime asks for work. */
  Verdict next() {
    return switch (state) {
      case State.Initializing _, State.Answered _ -> accept(new State.Waiting());
      case State.Waiting _, State.Running _, State.Streaming _, State.InitFailed _ ->
          Verdict.INVALID_STATE_TRANSITION;
    };
  }

  /** The runtime's connection closed while it waited for work. */
  void nextAbandoned() {
    if (state instanceof State.Waiting) {
      state = new State.Answered();
    }
  }

  /**
   * Whether an invocation can be handed over; it has been, if so.
   *
   * @param takesStream whether its answer may be streamed on
   */
  boolean deliver(String requestId, boolean takesStream) {
    if (!(state instanceof State.Waiting)) {
      return false;
    }
    state = new State.Running(requestId, takesStream);
    return true;
  }

  /**
   * Whether the runtime, which says that it streams its answer, is to be listened to as it does; it
   * is streaming, if so. Otherwise the answer is to be read whole.
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

  /** The stream has ended, well or not. */
  void streamEnded() {
    if (state instanceof State.Streaming) {
      state = new State.Answered();
    }
  }

  /**
   * The runtime answers.
   *
   * @param bytes size of the response, larger than allowed or not
   */
  Verdict response(String requestId, long bytes) {
    Verdict verdict = answer(requestId);
    return verdict == Verdict.ACCEPTED && bytes > MAX_RESPONSE_BYTES
        ? Verdict.REQUEST_ENTITY_TOO_LARGE
        : verdict;
  }

  /** The runtime says that the invocation failed. */
  Verdict error(String requestId) {
    return answer(requestId);
  }

  /** The runtime says that it could not initialise. */
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

  /** Answers the state's name for error texts. */
  String stateName() {
    return state.getClass().getSimpleName();
  }
}
