package dev.postern.execute.integration;

import dev.postern.aws.Unverified;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Loop;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.report.Occupancy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A client of HTTP backends with pooled connections. Does not follow redirects. */
public final class HttpBackend {
  private static final System.Logger LOG = System.getLogger("postern.execute");
  private static final int CONNECTIONS_PER_HOST = 512;

  /** The maximum size of response headers; larger ones are a network error. */
  @Unverified(
      "API Gateway's limit on the size of response headers, and its response to larger ones, are "
          + "not recorded; 64 KiB and a network error are assumed.")
  private static final int MAX_HEADER_BYTES = 65_536;

  /** Methods that may be sent again after a failure: RFC 9110, section 9.2.2. */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  private static final int MIN_STATUS = 200;
  private static final int MAX_STATUS = 599;
  private static final byte[] NO_METADATA = {};

  private final Vertx vertx;
  private final BackendTls tls;
  private final int maxBytes;
  private final Occupancy occupancy;

  /** One pool per event loop, so that a request uses the event loop of its client's connection. */
  private final Map<Thread, Pool> pools = new ConcurrentHashMap<>();

  /**
   * Creates a backend without connections.
   *
   * @param maxBytes maximum size of a response body, in bytes
   */
  public HttpBackend(Vertx vertx, BackendTls tls, int maxBytes, Occupancy occupancy) {
    this.vertx = vertx;
    this.tls = tls;
    this.maxBytes = maxBytes;
    this.occupancy = occupancy;
  }

  /**
   * The connections of one event loop.
   *
   * @param fresh connections that no request has used yet
   */
  private record Pool(HttpClient client, Set<HttpConnection> fresh) {}

  /** Sends a request. Called on an event loop; the future completes there. */
  CompletableFuture<BackendResponse> send(HttpRoute to, IntegrationRequest request) {
    CompletableFuture<BackendResponse> answer = new CompletableFuture<>();
    attempt(to, request, answer, (_, in) -> receive(in, request, answer));
    return answer;
  }

  /**
   * Sends a request like {@link #send}, but completes when the head of the response is received.
   */
  CompletableFuture<BackendResponse> stream(HttpRoute to, IntegrationRequest request, Loop loop) {
    CompletableFuture<BackendResponse> answer = new CompletableFuture<>();
    attempt(to, request, answer, (out, in) -> answer.complete(streamed(out, in, loop)));
    return answer;
  }

  /** Consumes a response whose head was received. */
  private interface Reader {
    void read(HttpClientRequest out, HttpClientResponse in);
  }

  private void attempt(
      HttpRoute to,
      IntegrationRequest request,
      CompletableFuture<BackendResponse> answer,
      Reader reader) {
    Pool pool = pools.computeIfAbsent(Thread.currentThread(), _ -> newPool());
    RequestOptions options;
    try {
      options = options(to, request);
    } catch (IllegalArgumentException unsendable) {
      answer.completeExceptionally(unsendable);
      return;
    }
    pool.client()
        .request(options)
        .onSuccess(out -> {
          out.exceptionHandler(HttpBackend::log);
          boolean reused = !pool.fresh().remove(out.connection());
          if (answer.isDone()) {
            // The caller gave up before a connection was available.
            var _ = out.reset();
            return;
          }
          try {
            send(out, request, answer)
                .onSuccess(in -> begun(out, in, answer, reader))
                .onFailure(e -> {
                  if (reused && !answer.isDone() && IDEMPOTENT.contains(request.method())) {
                    // The backend closed the idle connection while the request was sent.
                    attempt(to, request, answer, reader);
                  } else {
                    answer.completeExceptionally(failed(to, e));
                  }
                });
          } catch (IllegalArgumentException unsendable) {
            answer.completeExceptionally(unsendable);
            var _ = out.reset();
          }
        })
        .onFailure(e -> {
          log(to.address().origin(), e);
          answer.completeExceptionally(failed(to, e));
        });
  }

  private static GatewayException failed(HttpRoute to, Throwable fault) {
    HttpAddress server = to.via() == null ? to.address() : to.via();
    return GatewayErrors.networkError(server.origin() + ": " + fault);
  }

  /** Called when the head of the response was received. */
  private static void begun(
      HttpClientRequest out,
      HttpClientResponse in,
      CompletableFuture<BackendResponse> answer,
      Reader reader) {
    if (in.statusCode() < MIN_STATUS || in.statusCode() > MAX_STATUS) {
      in.exceptionHandler(HttpBackend::log);
      answer.completeExceptionally(
          GatewayErrors.networkError("no status of HTTP: " + in.statusCode()));
    } else {
      reader.read(out, in);
    }
  }

  private static void log(Throwable fault) {
    log("", fault);
  }

  /** Logs a network failure, which AWS does not explain. */
  private static void log(Object server, Throwable fault) {
    LOG.log(Level.DEBUG, "event=backend-failed server={0} reason=\"{1}\"", server, fault);
  }

  private RequestOptions options(HttpRoute to, IntegrationRequest request) {
    HttpAddress address = to.address();
    RequestOptions options =
        new RequestOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setSsl(address.tls())
            .setURI(request.uri())
            .setMethod(HttpMethod.valueOf(request.method()));
    if (to.via() != null) {
      options.setServer(SocketAddress.inetSocketAddress(to.via().port(), to.via().host()));
    }
    return address.tls() ? options.setSslOptions(tls.options(to)) : options;
  }

  private Pool newPool() {
    Set<HttpConnection> fresh = Collections.newSetFromMap(new WeakHashMap<>());
    HttpClient client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setKeepAliveTimeout(30)
                    .setConnectTimeout(10_000)
                    .setTcpNoDelay(true)
                    .setMaxHeaderSize(MAX_HEADER_BYTES))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST))
            .withConnectHandler(connection -> {
              InterimResponses.drop(connection);
              fresh.add(connection);
              occupancy.enter(Occupancy.Kind.BACKEND_CONNECTIONS);
              connection.closeHandler(_ -> occupancy.leave(Occupancy.Kind.BACKEND_CONNECTIONS));
              connection.exceptionHandler(e -> log(connection.remoteAddress(), e));
            })
            .build();
    return new Pool(client, fresh);
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest out,
      IntegrationRequest request,
      CompletableFuture<BackendResponse> answer) {
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      out.headers().add(headers.name(i), headers.value(i));
    }
    var _ =
        answer.whenComplete((_, e) -> {
          if (e != null) {
            var _ = out.reset();
          }
        });
    return request.body().length == 0 ? out.send() : out.send(Buffer.buffer(request.body()));
  }

  private static BackendResponse streamed(HttpClientRequest out, HttpClientResponse in, Loop loop) {
    BodyStream body = BodyStream.of(new BackendBody(out, in, loop));
    return BackendResponse.streamed(in.statusCode(), headers(in), NO_METADATA, body);
  }

  private void receive(
      HttpClientResponse in,
      IntegrationRequest request,
      CompletableFuture<BackendResponse> answer) {
    in.exceptionHandler(e ->
        answer.completeExceptionally(
            GatewayErrors.networkError("the answer has broken off: " + e)));
    String length = in.getHeader("Content-Length");
    if (length != null && exceedsLimit(length) && !request.method().equals("HEAD")) {
      answer.completeExceptionally(GatewayErrors.integrationResponseTooLong(length, maxBytes));
      return;
    }
    Buffer body = Buffer.buffer();
    in.handler(part -> {
      if (body.length() + part.length() <= maxBytes) {
        body.appendBuffer(part);
      } else {
        String limit = Integer.toString(maxBytes);
        answer.completeExceptionally(
            GatewayErrors.integrationResponseTooLong("more than " + limit, maxBytes));
      }
    });
    in.endHandler(
        _ -> answer.complete(BackendResponse.of(in.statusCode(), headers(in), body.getBytes())));
  }

  /** Returns whether the length exceeds the limit. The client has refused malformed lengths. */
  private boolean exceedsLimit(String length) {
    return length.length() > 18 || Long.parseLong(length) > maxBytes;
  }

  private static Headers headers(HttpClientResponse in) {
    Headers.Builder headers = Headers.builder();
    for (Map.Entry<String, String> field : in.headers()) {
      headers.add(field.getKey(), field.getValue());
    }
    return headers.build();
  }
}
