package dev.postern.runner.runtimeapi;

import dev.postern.runner.runtimeapi.RuntimeProtocol.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** One streamed response, from its first byte to its trailers. */
final class StreamedResponse {
  private static final byte[] NOTHING_MORE = {};

  private final HttpServerRequest request;
  private final String requestId;
  private final RuntimeApiServer server;
  private final RuntimeListener listener;
  private final ResponseStream stream;
  private long size;

  /** Called on the request's event loop. */
  StreamedResponse(
      HttpServerRequest request,
      String requestId,
      RuntimeApiServer server,
      RuntimeListener listener) {
    this.request = request;
    this.requestId = requestId;
    this.server = server;
    this.listener = listener;
    this.stream = new ResponseStream(request);
  }

  void start() {
    request.handler(this::accept);
    request.endHandler(nothing -> ended());
    request.exceptionHandler(e -> {
      server.streamEnded();
      listener.streamAborted(requestId);
    });
    listener.streamStarted(requestId, stream);
  }

  private void accept(Buffer part) {
    boolean wasAllowed = isAllowed();
    size += part.length();
    if (isAllowed()) {
      stream.accept(part);
    } else if (wasAllowed) {
      listener.responseTooLarge(
          requestId, RuntimeProtocol.MAX_STREAMED_BYTES, RuntimeListener.UNKNOWN);
      stream.discard();
    }
  }

  private void ended() {
    server.streamEnded();
    if (!isAllowed()) {
      server.answer(request, Verdict.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    server.answer(request, Verdict.ACCEPTED);
    byte[] error = Trailers.errorObject(request);
    long outputBytes = RuntimeApiServer.outputBytes(request);
    if (error == null) {
      listener.responded(requestId, NOTHING_MORE, outputBytes);
    } else {
      listener.failed(requestId, error, outputBytes);
    }
  }

  private boolean isAllowed() {
    return size <= RuntimeProtocol.MAX_STREAMED_BYTES;
  }
}
