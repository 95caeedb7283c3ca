package dev.postern.runner.runtimeapi;

/**
 * Hears what one sandbox's runtime does. Called on the sandbox's event loop, one call at a time;
 * must not block.
 */
public interface RuntimeListener {
  /** What the runtime did not say about its output. */
  long UNKNOWN = -1;

  /** The runtime asks for work: for the first time, or after an answer. */
  void nextRequested();

  /** The runtime no longer waits for work; it may ask again. */
  void nextAbandoned();

  /** The invocation could not be handed over, because the runtime had just left. */
  void undelivered(String requestId);

  /**
   * The function begins to stream its answer to an invocation that takes a stream. One of the three
   * methods below tells how it ended, unless it was {@linkplain #streamAborted cut short}.
   *
   * @param stream has to be subscribed to, or discarded
   */
  void streamStarted(String requestId, ResponseStream stream);

  /** The runtime stopped in the middle of a stream; perhaps its process ends. */
  void streamAborted(String requestId);

  /**
   * The function returned.
   *
   * @param payload empty after a stream
   * @param outputBytes how much the runtime has printed so far, or {@link #UNKNOWN}
   */
  void responded(String requestId, byte[] payload, long outputBytes);

  /** The function failed; the error object as the runtime gave it. */
  void failed(String requestId, byte[] error, long outputBytes);

  /**
   * The function's answer was larger than allowed.
   *
   * @param maxBytes what is
   */
  void responseTooLarge(String requestId, long maxBytes, long outputBytes);

  /** Initialisation failed; the error object as the runtime gave it. */
  void initFailed(byte[] error);
}
