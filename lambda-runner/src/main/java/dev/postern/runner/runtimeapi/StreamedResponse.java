package dev.postern.runner.runtimeapi;

import dev.postern.runner.runtimeapi.RuntimeProtocol.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** One answer that a runtime streams, from its first byte to what follows its last. */
final class StreamedResponse {
  private static final byte[] NOTHING_MORE = {};

  private final HttpServerRequest request;
  private final String requestId;
  private final RuntimeEndpoint endpoint;
  private final RuntimeListener listener;
  private final ResponseStream stream;
  private long size;

  /** Called on the request's event loop. */
  StreamedResponse(
      HttpServerRequest request,
      String requestId,
      RuntimeEndpoint endpoint,
      RuntimeListener listener) {
    this.request = request;
    this.requestId = requestId;
    this.endpoint = endpoint;
    this.listener = listener;
    this.stream = new ResponseStream(request);
  }

  void start() {
    request.handler(this::take);
    request.endHandler(nothing -> ended());
    request.exceptionHandler(e -> {
      endpoint.streamed();
      listener.cutShort(requestId);
    });
    listener.streams(requestId, stream);
  }

  private void take(Buffer part) {
    boolean wasAllowed = isAllowed();
    size += part.length();
    if (isAllowed()) {
      stream.take(part);
    } else if (wasAllowed) {
      listener.answeredTooMuch(
          requestId, RuntimeProtocol.MOST_STREAMED_BYTES, RuntimeListener.UNKNOWN);
      stream.discard();
    }
  }

  private void ended() {
    endpoint.streamed();
    if (!isAllowed()) {
      endpoint.answer(request, Verdict.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    endpoint.answer(request, Verdict.ACCEPTED);
    byte[] error = Trailers.errorObject(request);
    long outputBytes = RuntimeEndpoint.outputBytes(request);
    if (error == null) {
      listener.answered(requestId, NOTHING_MORE, outputBytes);
    } else {
      listener.failed(requestId, error, outputBytes);
    }
  }

  private boolean isAllowed() {
    return size <= RuntimeProtocol.MOST_STREAMED_BYTES;
  }
}
