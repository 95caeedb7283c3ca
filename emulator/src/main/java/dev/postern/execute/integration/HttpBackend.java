package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.EndpointResponse;
import dev.postern.execute.IntegrationRequest;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends requests to HTTP backends over pooled connections. Redirects are answers like any other.
 */
public final class HttpBackend {
  private static final int CONNECTIONS_PER_HOST = 512;

  private static final byte[] NO_METADATA = {};

  private final Vertx vertx;

  /**
   * One an event loop: a request goes out and its answer comes in where the client's connection is.
   */
  private final Map<Thread, HttpClient> clients = new ConcurrentHashMap<>();

  public HttpBackend(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Sends; called on an event loop, it answers there. */
  CompletableFuture<EndpointResponse> send(HttpAddress to, IntegrationRequest request) {
    CompletableFuture<EndpointResponse> answer = new CompletableFuture<>();
    client()
        .request(options(to, request))
        .compose(out -> exchange(out, request, answer).compose(HttpBackend::whole))
        .onSuccess(answer::complete)
        .onFailure(e -> answer.completeExceptionally(GatewayErrors.networkError()));
    return answer;
  }

  /** As {@link #send}, but answers when the head of the response has come. */
  CompletableFuture<EndpointResponse> stream(HttpAddress to, IntegrationRequest request) {
    CompletableFuture<EndpointResponse> answer = new CompletableFuture<>();
    client()
        .request(options(to, request))
        .compose(out -> exchange(out, request, answer).map(in -> begun(out, in)))
        .onSuccess(answer::complete)
        .onFailure(e -> answer.completeExceptionally(GatewayErrors.networkError()));
    return answer;
  }

  private static RequestOptions options(HttpAddress to, IntegrationRequest request) {
    return new RequestOptions()
        .setHost(to.host())
        .setPort(to.port())
        .setSsl(to.tls())
        .setURI(request.uri())
        .setMethod(HttpMethod.valueOf(request.method()));
  }

  private HttpClient client() {
    return clients.computeIfAbsent(Thread.currentThread(), _ -> newClient());
  }

  private HttpClient newClient() {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setKeepAliveTimeout(30)
            .setConnectTimeout(10_000)
            .setTcpNoDelay(true)
            .setMaxHeaderSize(65_536),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
  }

  private static Future<HttpClientResponse> exchange(
      HttpClientRequest out,
      IntegrationRequest request,
      CompletableFuture<EndpointResponse> answer) {
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

  private static EndpointResponse begun(HttpClientRequest out, HttpClientResponse in) {
    BodyStream body = BodyStream.of(new BackendBody(out, in));
    return EndpointResponse.streamed(in.statusCode(), headers(in), NO_METADATA, body);
  }

  private static Future<EndpointResponse> whole(HttpClientResponse in) {
    return in.body()
        .map(body -> EndpointResponse.of(in.statusCode(), headers(in), body.getBytes()));
  }

  private static Headers headers(HttpClientResponse in) {
    Headers.Builder headers = Headers.builder();
    for (Map.Entry<String, String> field : in.headers()) {
      headers.add(field.getKey(), field.getValue());
    }
    return headers.build();
  }
}
