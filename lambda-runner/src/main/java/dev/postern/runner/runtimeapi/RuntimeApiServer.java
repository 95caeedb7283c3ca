package dev.postern.runner.runtimeapi;

import dev.postern.runner.runtimeapi.RuntimeProtocol.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The Runtime API of one sandbox. All its connections are on one event loop, and only that loop
 * accesses the fields.
 */
public final class RuntimeApiServer {
  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final String NEXT = PREFIX + "invocation/next";
  private static final String INIT_ERROR = PREFIX + "init/error";
  private static final String INVOCATION = PREFIX + "invocation/";
  private static final String RESPONSE_MODE = "Lambda-Runtime-Function-Response-Mode";
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence REQUEST_ID = header("Lambda-Runtime-Aws-Request-Id");
  private static final CharSequence DEADLINE = header("Lambda-Runtime-Deadline-Ms");
  private static final CharSequence FUNCTION_ARN = header("Lambda-Runtime-Invoked-Function-Arn");
  private static final CharSequence TRACE_ID = header("Lambda-Runtime-Trace-Id");
  private static final CharSequence CLIENT_CONTEXT = header("Lambda-Runtime-Client-Context");

  /** Postern's own runtime clients report how many bytes they have printed in this header. */
  private static final CharSequence OUTPUT_BYTES = header("Postern-Output-Bytes");

  private final HttpServer server;
  private final RuntimeListener listener;
  private final RuntimeProtocol protocol = new RuntimeProtocol();
  private @Nullable HttpServerResponse pendingNext;
  private int connections;
  private volatile CompletableFuture<Void> connectionsClosed =
      CompletableFuture.completedFuture(null);
  private volatile @Nullable Context context;
  private volatile @Nullable Thread loopThread;

  private static CharSequence header(String name) {
    return HttpHeaders.createOptimized(name);
  }

  RuntimeApiServer(HttpServer server, RuntimeListener listener) {
    this.server = server;
    this.listener = listener;
  }

  /** Returns the port that the sandbox's runtime connects to. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Delivers an invocation to the runtime that has {@linkplain RuntimeListener#nextRequested
   * requested} one. Thread-safe. Calls {@link RuntimeListener#undelivered} if the runtime has
   * disconnected.
   */
  public void deliver(Delivery delivery) {
    Context loop = context;
    if (loop == null) {
      throw new IllegalStateException("delivery before the runtime asked for work");
    }
    if (Thread.currentThread().equals(loopThread)) {
      handOver(delivery);
    } else {
      loop.runOnContext(nothing -> handOver(delivery));
    }
  }

  void connected(HttpConnection connection) {
    if (connections++ == 0) {
      connectionsClosed = new CompletableFuture<>();
    }
    connection.closeHandler(nothing -> {
      if (--connections == 0) {
        connectionsClosed.complete(null);
      }
    });
  }

  /**
   * Returns a future that completes when the sandbox has no connection to this server. Then all
   * data that it sent is read or is being delivered.
   */
  public CompletableFuture<Void> connectionsClosed() {
    return connectionsClosed.copy();
  }

  /** Closes the port and all connections. */
  public CompletionStage<Void> close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    server.close().onComplete(result -> closed.complete(null));
    return closed;
  }

  void handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null) {
      notFound(request);
    } else if (request.method().equals(HttpMethod.GET) && path.equals(NEXT)) {
      next(request);
    } else if (!request.method().equals(HttpMethod.POST)) {
      notFound(request);
    } else if (path.equals(INIT_ERROR)) {
      RuntimeBody.read(request, body -> initError(request, body));
    } else if (path.startsWith(INVOCATION) && path.endsWith("/response")) {
      String id = path.substring(INVOCATION.length(), path.length() - "/response".length());
      if (isStreaming(request) && protocol.startStream(id)) {
        new StreamedResponse(request, id, this, listener).start();
      } else {
        RuntimeBody.read(request, body -> response(request, id, body));
      }
    } else if (path.startsWith(INVOCATION) && path.endsWith("/error")) {
      String id = path.substring(INVOCATION.length(), path.length() - "/error".length());
      RuntimeBody.read(request, body -> error(request, id, body));
    } else {
      notFound(request);
    }
  }

  private void next(HttpServerRequest request) {
    Verdict verdict = protocol.next();
    if (verdict != Verdict.ACCEPTED) {
      answer(request, verdict);
      return;
    }
    HttpServerResponse response = request.response();
    pendingNext = response;
    if (context == null) {
      loopThread = Thread.currentThread();
      context = Vertx.currentContext();
    }
    response.closeHandler(nothing -> nextAbandoned(response));
    listener.nextRequested();
  }

  private void nextAbandoned(HttpServerResponse response) {
    if (response.equals(pendingNext)) {
      pendingNext = null;
      protocol.nextAbandoned();
      listener.nextAbandoned();
    }
  }

  private void handOver(Delivery delivery) {
    HttpServerResponse response = pendingNext;
    if (response == null || !protocol.deliver(delivery.requestId(), delivery.takesStream())) {
      listener.undelivered(delivery.requestId());
      return;
    }
    pendingNext = null;
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    response.putHeader(REQUEST_ID, delivery.requestId());
    response.putHeader(DEADLINE, Long.toString(delivery.deadlineMillis()));
    response.putHeader(FUNCTION_ARN, delivery.functionArn());
    putUnlessEmpty(response, TRACE_ID, delivery.traceId());
    putUnlessEmpty(response, CLIENT_CONTEXT, delivery.clientContext());
    var _ = response.end(Buffer.buffer(delivery.payload()));
  }

  private static void putUnlessEmpty(
      HttpServerResponse response, CharSequence name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      response.putHeader(name, value);
    }
  }

  private void response(HttpServerRequest request, String requestId, RuntimeBody body) {
    String mode = request.getHeader(RESPONSE_MODE);
    if (mode != null && !isStreaming(request)) {
      end(request, 400, "InvalidFunctionResponseMode", "Invalid function response mode: " + mode);
      return;
    }
    byte[] error = mode == null ? null : Trailers.errorObject(request);
    Verdict verdict =
        error == null ? protocol.response(requestId, body.size()) : protocol.error(requestId);
    answer(request, verdict);
    if (verdict == Verdict.ACCEPTED && error != null) {
      listener.failed(requestId, error, outputBytes(request));
    } else if (verdict == Verdict.ACCEPTED) {
      listener.responded(requestId, body.bytes(), outputBytes(request));
    } else if (verdict == Verdict.REQUEST_ENTITY_TOO_LARGE) {
      listener.responseTooLarge(
          requestId, RuntimeProtocol.MAX_RESPONSE_BYTES, outputBytes(request));
    }
  }

  private static boolean isStreaming(HttpServerRequest request) {
    String mode = request.getHeader(RESPONSE_MODE);
    return mode != null && mode.toLowerCase(Locale.ROOT).equals("streaming");
  }

  private void error(HttpServerRequest request, String requestId, RuntimeBody body) {
    Verdict verdict = protocol.error(requestId);
    answer(request, verdict);
    if (verdict == Verdict.ACCEPTED) {
      listener.failed(requestId, errorObject(request, body), outputBytes(request));
    }
  }

  private void initError(HttpServerRequest request, RuntimeBody body) {
    Verdict verdict = protocol.initError();
    answer(request, verdict);
    if (verdict == Verdict.ACCEPTED) {
      listener.initFailed(errorObject(request, body));
    }
  }

  /** Returns the error object. A runtime may send the error type in a header and no body. */
  private static byte[] errorObject(HttpServerRequest request, RuntimeBody body) {
    if (body.size() > 0) {
      return body.bytes();
    }
    String type = request.getHeader("Lambda-Runtime-Function-Error-Type");
    return RuntimeJson.error(type == null ? "Runtime.Unknown" : type, "");
  }

  /** Returns the number of printed bytes from a header, or from a trailer after a stream. */
  static long outputBytes(HttpServerRequest request) {
    String header = request.getHeader(OUTPUT_BYTES);
    String value = header == null ? Trailers.of(request).get(OUTPUT_BYTES) : header;
    if (value == null) {
      return RuntimeListener.UNKNOWN;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      return RuntimeListener.UNKNOWN;
    }
  }

  /** Ends the streaming of a response, whether it is complete or aborted. */
  void streamEnded() {
    protocol.streamEnded();
  }

  void answer(HttpServerRequest request, Verdict verdict) {
    switch (verdict) {
      case ACCEPTED -> end(request.response(), 202, RuntimeJson.ACCEPTED);
      case INVALID_REQUEST_ID -> end(request, 400, "InvalidRequestID", "Invalid request ID");
      case INVALID_STATE_TRANSITION ->
          end(
              request,
              403,
              "InvalidStateTransition",
              "State transition from "
                  + protocol.stateName()
                  + " is not allowed for "
                  + request.path());
      case REQUEST_ENTITY_TOO_LARGE ->
          end(
              request,
              413,
              "RequestEntityTooLarge",
              "Exceeded maximum allowed payload size ("
                  + RuntimeProtocol.MAX_RESPONSE_BYTES
                  + " bytes).");
    }
  }

  private static void notFound(HttpServerRequest request) {
    end(request, 404, "NotFound", "No such path: " + request.path());
  }

  private static void end(HttpServerRequest request, int status, String type, String message) {
    end(request.response(), status, RuntimeJson.error(type, message));
  }

  private static void end(HttpServerResponse response, int status, byte[] json) {
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    var _ = response.end(Buffer.buffer(json));
  }
}
