package dev.postern.runner.runtimeapi;

/**
 * Listener to the runtime of one sandbox. Called on the sandbox's event loop, one call at a time;
 * must not block.
 */
public interface RuntimeListener {
  /** Number of printed bytes if the runtime does not report it. */
  long UNKNOWN = -1;

  /** Called when the runtime requests the next invocation: at first, or after a response. */
  void nextRequested();

  /** Called when the runtime no longer waits for an invocation; it may request one again. */
  void nextAbandoned();

  /** Called when an invocation could not be delivered, because the runtime had disconnected. */
  void undelivered(String requestId);

  /**
   * Called when the function starts to stream the response to an invocation that accepts a stream.
   * Afterwards {@link #responded}, {@link #failed}, {@link #responseTooLarge} or {@link
   * #streamAborted} is called.
   *
   * @param stream must be subscribed to or discarded
   */
  void streamStarted(String requestId, ResponseStream stream);

  /** Called when the runtime stopped in the middle of a stream; its process may be ending. */
  void streamAborted(String requestId);

  /**
   * Called when the function has returned.
   *
   * @param payload empty after a stream
   * @param outputBytes number of bytes that the runtime has printed so far, or {@link #UNKNOWN}
   */
  void responded(String requestId, byte[] payload, long outputBytes);

  /**
   * Called when the function has failed.
   *
   * @param error the error object as the runtime sent it
   */
  void failed(String requestId, byte[] error, long outputBytes);

  /**
   * Called when the response is larger than allowed.
   *
   * @param maxBytes maximum size
   */
  void responseTooLarge(String requestId, long maxBytes, long outputBytes);

  /**
   * Called when initialisation has failed.
   *
   * @param error the error object as the runtime sent it
   */
  void initFailed(byte[] error);
}
