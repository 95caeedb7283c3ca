package dev.postern.edge;

import dev.postern.aws.error.FrontErrors;
import dev.postern.aws.error.FrontException;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Loop;
import dev.postern.execute.RefusalRenderer;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole requests and refuses those that are malformed or too large. Runs on its listener's
 * event loop.
 */
final class RequestReader {
  /** HTTP/2 error code: the response is complete, and the rest of the request is not needed. */
  private static final long NO_ERROR = 0;

  private static final byte[] NO_BODY = {};

  private final ClientConnections connections;
  private final ResponseWriter writer;
  private final Loop loop;

  RequestReader(ClientConnections connections, ResponseWriter writer, Loop loop) {
    this.connections = connections;
    this.writer = writer;
    this.loop = loop;
  }

  /**
   * Reads the body and passes the request on.
   *
   * @param maxBytes a larger body is refused here
   * @param tooLarge returns the answer to a request, without its body, whose body is larger than
   *     the given number of bytes; the front's own answer is sent if it returns none
   */
  void read(
      HttpServerRequest request,
      RequestHead head,
      int maxBytes,
      BiFunction<HttpRequest, Integer, Optional<HttpResponse>> tooLarge,
      Consumer<HttpRequest> then) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && request.version() != HttpVersion.HTTP_2) {
      then.accept(plain(request, head, NO_BODY));
      return;
    }
    if (length != null && tooLong(length, maxBytes)) {
      HttpResponse refusal =
          tooLarge
              .apply(plain(request, head, NO_BODY), maxBytes)
              .orElseGet(() -> front(FrontErrors.contentTooLong(maxBytes)));
      refuseBody(request, refusal);
      return;
    }
    sendContinue(request);
    Supplier<HttpResponse> refusal =
        () ->
            tooLarge
                .apply(plain(request, head, NO_BODY), maxBytes)
                .orElseGet(() -> RefusalRenderer.uncustomized(GatewayErrors.requestTooLong()));
    read(request, maxBytes, refusal, body -> then.accept(plain(request, head, body)));
  }

  private void read(
      HttpServerRequest request,
      int maxBytes,
      Supplier<HttpResponse> tooLarge,
      Consumer<byte[]> then) {
    connections.bodyStarted(request, () -> refuse(request, FrontErrors.requestTimeout()));
    Buffer body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= maxBytes) {
        body.appendBuffer(chunk);
        return;
      }
      connections.bodyEnded(request);
      refuseBody(request, tooLarge.get());
    });
    request.endHandler(_ -> {
      connections.bodyEnded(request);
      then.accept(body.getBytes());
    });
    request.exceptionHandler(fault -> {
      connections.bodyEnded(request);
      if (isGone(fault)) {
        connections.responseEnded(request);
      } else {
        refuse(request, FrontErrors.badRequest());
      }
    });
  }

  private static boolean isGone(Throwable fault) {
    return fault instanceof HttpClosedException || fault instanceof StreamResetException;
  }

  /**
   * Returns whether a Content-Length is too large. Vert.x accepts digits only, but any number of
   * them.
   */
  private static boolean tooLong(String length, int maxBytes) {
    int digits = 0;
    while (digits < length.length() && length.charAt(digits) == '0') {
      digits++;
    }
    return length.length() - digits > 10
        || (digits < length.length()
            && Long.parseLong(length, digits, length.length(), 10) > maxBytes);
  }

  /** Sends 100 Continue if the client waits for it before it sends the body. */
  static void sendContinue(HttpServerRequest request) {
    if (expectsContinue(request)) {
      var _ = request.response().writeContinue();
    }
  }

  private static boolean expectsContinue(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    return expected != null && expected.equalsIgnoreCase("100-continue");
  }

  /** Answers the request and closes its connection. */
  void refuse(HttpServerRequest request, FrontException refusal) {
    var _ = writeLast(request, front(refusal)).onComplete(_ -> close(request));
  }

  /** Answers a request before its body has been read, and discards the rest. */
  private void refuseBody(HttpServerRequest request, HttpResponse refusal) {
    RequestDrain drain =
        RequestDrain.read(
            request,
            loop,
            () -> {
              connections.bodyEnded(request);
              connections.responseEnded(request);
              close(request);
            });
    connections.bodyStarted(request, drain::end);
    Future<Void> written = writeLast(request, refusal);
    if (expectsContinue(request)) {
      var _ = written.onComplete(_ -> drain.end());
    }
  }

  private static HttpResponse front(FrontException refusal) {
    return HttpResponse.text(refusal.status(), "text/plain", refusal.text());
  }

  private Future<Void> writeLast(HttpServerRequest request, HttpResponse answer) {
    if (request.version() != HttpVersion.HTTP_2) {
      connections.stopServing(request);
      ConnectionHeader.close(request);
    }
    return writer.write(request, answer);
  }

  /**
   * Closes the connection; for HTTP/2 only resets the stream, since the connection has other
   * requests.
   */
  private static void close(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      var _ = request.connection().close();
    } else if (!request.isEnded()) {
      var _ = request.response().reset(NO_ERROR);
    }
  }

  /** Returns the request without its body, which may not have arrived. */
  static HttpRequest withoutBody(HttpServerRequest request, RequestHead head) {
    return plain(request, head, NO_BODY);
  }

  private static HttpRequest plain(HttpServerRequest request, RequestHead head, byte[] body) {
    return new HttpRequest(
        request.method().name(),
        request.isSSL() ? "https" : "http",
        head.authority(),
        head.path(),
        head.query(),
        head.headers(),
        body,
        request.remoteAddress().hostAddress(),
        tls(request));
  }

  private static HttpRequest.@Nullable TlsSession tls(HttpServerRequest request) {
    SSLSession session = request.isSSL() ? request.sslSession() : null;
    return session == null
        ? null
        : new HttpRequest.TlsSession(session.getProtocol(), session.getCipherSuite());
  }
}
