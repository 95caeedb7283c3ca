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

/**
 * Sends requests to HTTP backends over pooled connections. Redirects are answers like any other.
 */
public final class HttpBackend {
  private static final System.Logger LOG = System.getLogger("postern.execute");
  private static final int CONNECTIONS_PER_HOST = 512;

  /** More is a network error. */
  @Unverified(
      "How many bytes of response headers API Gateway takes, and its answer to more, is not "
          + "recorded; 64 KiB and a network error are assumed.")
  private static final int MOST_HEADER_BYTES = 65_536;

  /** RFC 9110, section 9.2.2: to repeat them does no harm. */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  private static final int LEAST_STATUS = 200;
  private static final int MOST_STATUS = 599;
  private static final byte[] NO_METADATA = {};

  private final Vertx vertx;
  private final BackendTls tls;
  private final int mostBytes;
  private final Occupancy occupancy;

  /**
   * One an event loop: a request goes out and its answer comes in where the client's connection is.
   */
  private final Map<Thread, Pool> pools = new ConcurrentHashMap<>();

  /**
   * Without connections.
   *
   * @param mostBytes of a response's body
   */
  public HttpBackend(Vertx vertx, BackendTls tls, int mostBytes, Occupancy occupancy) {
    this.vertx = vertx;
    this.tls = tls;
    this.mostBytes = mostBytes;
    this.occupancy = occupancy;
  }

  /**
   * The connections of one event loop.
   *
   * @param fresh those that no request has used yet
   */
  private record Pool(HttpClient client, Set<HttpConnection> fresh) {}

  /** Sends; called on an event loop, it answers there. */
  CompletableFuture<BackendResponse> send(HttpRoute to, IntegrationRequest request) {
    CompletableFuture<BackendResponse> answer = new CompletableFuture<>();
    attempt(to, request, answer, (_, in) -> receive(in, request, answer));
    return answer;
  }

  /** As {@link #send}, but answers when the head of the response has come. */
  CompletableFuture<BackendResponse> stream(HttpRoute to, IntegrationRequest request, Loop loop) {
    CompletableFuture<BackendResponse> answer = new CompletableFuture<>();
    attempt(to, request, answer, (out, in) -> answer.complete(streamed(out, in, loop)));
    return answer;
  }

  /** Takes a response whose head has come. */
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
            // Whoever waited has gone before there was a connection.
            var _ = out.reset();
            return;
          }
          try {
            send(out, request, answer)
                .onSuccess(in -> begun(out, in, answer, reader))
                .onFailure(e -> {
                  if (reused && !answer.isDone() && IDEMPOTENT.contains(request.method())) {
                    // The backend has closed an idle connection just as it was used.
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

  /** The head has come. */
  private static void begun(
      HttpClientRequest out,
      HttpClientResponse in,
      CompletableFuture<BackendResponse> answer,
      Reader reader) {
    if (in.statusCode() < LEAST_STATUS || in.statusCode() > MOST_STATUS) {
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

  /** AWS does not say what was wrong with the network. */
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
                    .setMaxHeaderSize(MOST_HEADER_BYTES))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST))
            .withConnectHandler(connection -> {
              InterimAnswers.passOver(connection);
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
    if (length != null && tooLong(length) && !request.method().equals("HEAD")) {
      answer.completeExceptionally(GatewayErrors.integrationResponseTooLong(length, mostBytes));
      return;
    }
    Buffer body = Buffer.buffer();
    in.handler(part -> {
      if (body.length() + part.length() <= mostBytes) {
        body.appendBuffer(part);
      } else {
        String most = Integer.toString(mostBytes);
        answer.completeExceptionally(
            GatewayErrors.integrationResponseTooLong("more than " + most, mostBytes));
      }
    });
    in.endHandler(
        _ -> answer.complete(BackendResponse.of(in.statusCode(), headers(in), body.getBytes())));
  }

  /** What is no number the client has refused. */
  private boolean tooLong(String length) {
    return length.length() > 18 || Long.parseLong(length) > mostBytes;
  }

  private static Headers headers(HttpClientResponse in) {
    Headers.Builder headers = Headers.builder();
    for (Map.Entry<String, String> field : in.headers()) {
      headers.add(field.getKey(), field.getValue());
    }
    return headers.build();
  }
}
