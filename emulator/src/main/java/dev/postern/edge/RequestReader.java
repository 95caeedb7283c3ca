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
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Reads requests whole, and refuses those that cannot be. Lives on its listener's event loop. */
final class RequestReader {
  /** Of HTTP/2: the answer is whole, the rest of the request is not wanted. */
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
   * Reads the body, then goes on.
   *
   * @param most bytes; a body that is larger is answered here
   */
  void read(HttpServerRequest request, RequestHead head, int most, Consumer<HttpRequest> then) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && request.version() != HttpVersion.HTTP_2) {
      then.accept(plain(request, head, NO_BODY));
      return;
    }
    if (length != null && tooLong(length, most)) {
      refuseBody(request, front(FrontErrors.contentTooLong(most)));
      return;
    }
    letComeOn(request);
    read(request, most, body -> then.accept(plain(request, head, body)));
  }

  private void read(HttpServerRequest request, int most, Consumer<byte[]> then) {
    connections.reading(request, () -> refuse(request, FrontErrors.requestTimeout()));
    Buffer body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= most) {
        body.appendBuffer(chunk);
        return;
      }
      connections.read(request);
      refuseBody(request, RefusalRenderer.uncustomized(GatewayErrors.requestTooLong()));
    });
    request.endHandler(_ -> {
      connections.read(request);
      then.accept(body.getBytes());
    });
    request.exceptionHandler(fault -> {
      connections.read(request);
      if (isGone(fault)) {
        connections.answered(request);
      } else {
        refuse(request, FrontErrors.badRequest());
      }
    });
  }

  private static boolean isGone(Throwable fault) {
    return fault instanceof HttpClosedException || fault instanceof StreamResetException;
  }

  /** Vert.x lets only digits through, but any number of them. */
  private static boolean tooLong(String length, int most) {
    int digits = 0;
    while (digits < length.length() && length.charAt(digits) == '0') {
      digits++;
    }
    return length.length() - digits > 10
        || (digits < length.length() && Long.parseLong(length, digits, length.length(), 10) > most);
  }

  /** Some clients wait for a word before they send the body. */
  static void letComeOn(HttpServerRequest request) {
    if (waitsForAWord(request)) {
      var _ = request.response().writeContinue();
    }
  }

  private static boolean waitsForAWord(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    return expected != null && expected.equalsIgnoreCase("100-continue");
  }

  /** Answers, and serves nothing behind the request. */
  void refuse(HttpServerRequest request, FrontException refusal) {
    var _ = writeLast(request, front(refusal)).onComplete(_ -> hangUp(request));
  }

  /** Answers a request whose body is not wanted. */
  private void refuseBody(HttpServerRequest request, HttpResponse refusal) {
    Leftover rest =
        Leftover.read(
            request,
            loop,
            () -> {
              connections.read(request);
              connections.answered(request);
              hangUp(request);
            });
    connections.reading(request, rest::end);
    Future<Void> written = writeLast(request, refusal);
    if (waitsForAWord(request)) {
      var _ = written.onComplete(_ -> rest.end());
    }
  }

  private static HttpResponse front(FrontException refusal) {
    return HttpResponse.text(refusal.status(), "text/plain", refusal.text());
  }

  private Future<Void> writeLast(HttpServerRequest request, HttpResponse answer) {
    if (request.version() != HttpVersion.HTTP_2) {
      connections.hangUp(request);
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    return writer.write(request, answer);
  }

  /** A connection of HTTP/2 has other requests as well. */
  private static void hangUp(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      var _ = request.connection().close();
    } else if (!request.isEnded()) {
      var _ = request.response().reset(NO_ERROR);
    }
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
