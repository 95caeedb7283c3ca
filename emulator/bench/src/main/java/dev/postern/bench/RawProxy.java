package dev.postern.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;

/** A reverse proxy: same verb, path and headers, bodies streamed both ways. */
final class RawProxy extends VerticleBase {
  private static final int BAD_GATEWAY = 502;
  private static final int CONNECTIONS = 512;

  private final int port;
  private final int backendPort;

  RawProxy(int port, int backendPort) {
    this.port = port;
    this.backendPort = backendPort;
  }

  @Override
  public Future<?> start() {
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions().setTcpNoDelay(true).setTcpQuickAck(true).setTcpFastOpen(true),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    return vertx
        .createHttpServer(RawServer.listeningOn(port))
        .requestHandler(request -> forward(client, request))
        .listen();
  }

  private void forward(HttpClientAgent client, HttpServerRequest request) {
    request.pause();
    var _ =
        client
            .request(request.method(), backendPort, Target.HOST, request.uri())
            .compose(out -> send(request, out))
            .compose(in -> answer(request, in))
            .onFailure(_ -> {
              var _ = request.response().setStatusCode(BAD_GATEWAY).end();
            });
  }

  private static Future<HttpClientResponse> send(HttpServerRequest request, HttpClientRequest out) {
    out.headers().setAll(request.headers());
    boolean body =
        request.headers().contains(HttpHeaders.CONTENT_LENGTH)
            || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    if (body) {
      return out.send(request);
    }
    request.resume();
    return out.send();
  }

  private static Future<Void> answer(HttpServerRequest request, HttpClientResponse in) {
    request.response().setStatusCode(in.statusCode()).headers().setAll(in.headers());
    return in.pipeTo(request.response());
  }
}
