package dev.postern.edge;

import dev.postern.execute.Loop;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.report.Occupancy;
import dev.postern.wire.Forward;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Sends requests for other services on to their upstream, and the responses back: method, path,
 * query, headers and bodies as they are, no faster than either side reads. The {@code Host} stays
 * the client's, since it is signed and names buckets.
 *
 * <p>Each request has a connection of its own, so that none fails because a connection was idle for
 * too long. Runs on its listener's event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-7.6">Message Forwarding</a>
 */
final class Forwarder {
  private static final System.Logger LOG = System.getLogger("postern.edge");
  private static final int CONNECT_MILLIS = 10_000;
  private static final int MAX_CONNECTIONS = 512;
  private static final int MAX_HEADER_BYTES = 65_536;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final String VIA = "Via";

  /** Headers of one connection. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final ClientConnections connections;
  private final ResponseWriter writer;
  private final Loop loop;
  private final Function<URI, ClientSSLOptions> tls;
  private final HttpClient client;

  /**
   * Makes a forwarder without connections.
   *
   * @param tls whom to trust behind an https URL
   */
  Forwarder(
      Vertx vertx,
      ClientConnections connections,
      ResponseWriter writer,
      Loop loop,
      Function<URI, ClientSSLOptions> tls,
      Occupancy occupancy) {
    this.connections = connections;
    this.writer = writer;
    this.loop = loop;
    this.tls = tls;
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setKeepAlive(false)
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setTcpNoDelay(true)
                    .setMaxHeaderSize(MAX_HEADER_BYTES))
            .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS))
            .withConnectHandler(connection -> {
              occupancy.enter(Occupancy.Kind.BACKEND_CONNECTIONS);
              connection.closeHandler(_ -> occupancy.leave(Occupancy.Kind.BACKEND_CONNECTIONS));
            })
            .build();
  }

  /** Sends a request on. Its body must not have been read. */
  void forward(HttpServerRequest request, RequestHead head, Forward forward) {
    request.pause();
    request.exceptionHandler(_ -> connections.responseEnded(request));
    client
        .request(options(head, request.method(), forward.to()))
        .onSuccess(out -> send(out, request, head, forward))
        .onFailure(reason -> fail(request, forward, reason));
  }

  private RequestOptions options(RequestHead head, HttpMethod method, URI to) {
    boolean https = "https".equalsIgnoreCase(to.getScheme());
    String base = to.getRawPath() == null ? "" : to.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setHost(to.getHost())
            .setPort(to.getPort() > 0 ? to.getPort() : https ? HTTPS : HTTP)
            .setSsl(https)
            .setMethod(method)
            .setURI(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + head.target());
    return https ? options.setSslOptions(tls.apply(to)) : options;
  }

  private void send(
      HttpClientRequest out, HttpServerRequest request, RequestHead head, Forward forward) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      var _ = out.reset();
      return;
    }
    response.closeHandler(_ -> {
      connections.responseEnded(request);
      if (!response.ended()) {
        var _ = out.reset();
      }
    });
    out.exceptionHandler(reason -> log(forward, reason));
    addHeaders(out, head.headers());
    out.response()
        .onSuccess(in -> answer(in, request, forward))
        .onFailure(reason -> fail(request, forward, reason));
    if (hasBody(request)) {
      if (!head.headers().contains("Content-Length")) {
        out.setChunked(true);
      }
      RequestReader.sendContinue(request);
      // The upstream may answer and close before it has read the whole body.
      request.pipeTo(out).onFailure(_ -> drain(request));
    } else {
      request.resume();
      var _ = out.end();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        ? !request.isEnded()
        : request.headers().contains(HttpHeaders.CONTENT_LENGTH)
            || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private void drain(HttpServerRequest request) {
    if (!request.isEnded() && !request.response().closed()) {
      RequestDrain.read(request, loop, () -> {});
      request.resume();
    }
  }

  /** Adds the client's headers. Postern has answered a wait for 100 Continue itself. */
  private static void addHeaders(HttpClientRequest out, Headers headers) {
    Set<String> omitted = ofTheConnection(headers.all("Connection"));
    omitted.add("expect");
    headers.forEach((name, value) -> {
      if (!omitted.contains(name.toLowerCase(Locale.ROOT))) {
        out.headers().add(name, value);
      }
    });
    out.headers().add(VIA, "1.1 " + Forward.VIA);
  }

  private static Set<String> ofTheConnection(List<String> connection) {
    Set<String> names = new HashSet<>(OF_THE_CONNECTION);
    for (String field : connection) {
      for (String name : field.split(",")) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private void answer(HttpClientResponse in, HttpServerRequest request, Forward forward) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(in.statusCode()).setStatusMessage(in.statusMessage());
    Headers headers = forward.answered().apply(headers(in));
    for (int i = 0; i < headers.size(); i++) {
      response.headers().add(headers.name(i), headers.value(i));
    }
    boolean empty =
        request.method().equals(HttpMethod.HEAD)
            || in.statusCode() == 204
            || in.statusCode() == 304;
    if (empty) {
      in.resume();
      var _ = response.end();
      return;
    }
    if (!headers.contains("Content-Length") && request.version() != HttpVersion.HTTP_2) {
      response.setChunked(true);
    }
    in.pipe()
        .endOnFailure(false)
        .to(response)
        .onSuccess(_ -> {
          if (request.version() == HttpVersion.HTTP_1_0) {
            var _ = request.connection().close();
          }
        })
        .onFailure(reason -> {
          log(forward, reason);
          var _ = response.reset();
        });
  }

  private static Headers headers(HttpClientResponse in) {
    Headers.Builder headers = Headers.builder();
    Set<String> omitted = ofTheConnection(in.headers().getAll("Connection"));
    for (Map.Entry<String, String> field : in.headers()) {
      if (!omitted.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        headers.add(field.getKey(), field.getValue());
      }
    }
    return headers.build();
  }

  /** Answers a request to which the upstream has not responded. */
  private void fail(HttpServerRequest request, Forward forward, Throwable reason) {
    if (request.response().closed() || request.response().headWritten()) {
      return;
    }
    log(forward, reason);
    HttpResponse answer = forward.unreachable().apply(String.valueOf(reason.getMessage()));
    Future<Void> written = writer.write(request, answer);
    var _ = written.onComplete(_ -> drain(request));
  }

  private static void log(Forward forward, Throwable reason) {
    LOG.log(Level.DEBUG, "event=upstream-failed url={0} reason=\"{1}\"", forward.to(), reason);
  }
}
