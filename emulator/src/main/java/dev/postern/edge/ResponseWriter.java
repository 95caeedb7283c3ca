package dev.postern.edge;

import dev.postern.execute.Loop;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes responses. Runs on its listener's event loop. */
final class ResponseWriter {
  // In AWS's spelling
  private static final CharSequence DATE = HttpHeaders.createOptimized("Date");
  private static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");

  /** Names of common response headers, encoded once. */
  private static final Map<String, CharSequence> ENCODED =
      Stream.of(
              "Content-Type",
              "x-amzn-RequestId",
              "x-amz-apigw-id",
              "X-Amzn-Trace-Id",
              "x-amzn-ErrorType",
              "X-Cache",
              "Via",
              "X-Amz-Cf-Pop",
              "X-Amz-Cf-Id")
          .collect(Collectors.toUnmodifiableMap(Function.identity(), HttpHeaders::createOptimized));

  private final ClientConnections connections;
  private final Loop loop;
  private final InstantSource clock;
  private final DateHeader date;

  ResponseWriter(ClientConnections connections, Loop loop, InstantSource clock) {
    this.connections = connections;
    this.loop = loop;
    this.clock = clock;
    this.date = new DateHeader(clock);
  }

  /** Writes the response, unless the client has gone. */
  Future<Void> write(HttpServerRequest request, HttpResponse answer) {
    HttpServerResponse response = request.response();
    BodyStream stream = answer.stream();
    if (response.closed() || response.ended()) {
      if (stream != null) {
        stream.cancel();
      }
      return Future.succeededFuture();
    }
    response.setStatusCode(answer.status());
    Headers headers = answer.headers();
    response.headers().add(DATE, date.now());
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      response.headers().add(ENCODED.getOrDefault(name, name), headers.value(i));
    }
    if (stream != null) {
      return write(request, answer, stream);
    }
    if (answer.status() != 204 && answer.status() != 304) {
      response.headers().add(CONTENT_LENGTH, Integer.toString(answer.body().length));
    }
    return response.end(Buffer.buffer(answer.body()));
  }

  /** Writes a streamed body; status and headers are already set. */
  private Future<Void> write(HttpServerRequest request, HttpResponse answer, BodyStream stream) {
    boolean hasBody =
        answer.status() != 204
            && answer.status() != 304
            && !request.method().equals(HttpMethod.HEAD);
    if (!hasBody) {
      stream.cancel();
      if (answer.status() == 204) {
        request.response().headers().remove(CONTENT_LENGTH);
      }
      return request.response().end();
    }
    String length = answer.headers().get("Content-Length");
    new StreamWriter(request, stream, length == null ? -1 : Long.parseLong(length), loop, clock)
        .start(() -> connections.responseEnded(request));
    return Future.succeededFuture();
  }
}
