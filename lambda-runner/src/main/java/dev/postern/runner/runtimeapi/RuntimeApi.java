package dev.postern.runner.runtimeapi;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionStage;

/** Factory of Runtime API servers: each sandbox has one, with its own port. */
public final class RuntimeApi {
  private final Vertx vertx;

  /**
   * Uses the event loops of a Vert.x instance.
   *
   * @param vertx closed by the caller
   */
  public RuntimeApi(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Opens a server on a free port. Connections have no idle timeout: a warm sandbox may wait for
   * work indefinitely.
   *
   * @param bindAddress address of this machine that only sandboxes can reach
   * @return completes exceptionally if the address cannot be bound
   */
  public CompletionStage<RuntimeApiServer> open(String bindAddress, RuntimeListener listener) {
    HttpServerOptions options =
        new HttpServerOptions()
            // Else each request passes through Netty's handler of WebSocket extensions.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setHost(bindAddress)
            .setPort(0)
            .setIdleTimeout(0)
            .setTcpNoDelay(true)
            // With it, Vert.x reports a connection only after a complete request head.
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true);
    HttpServer httpServer = vertx.createHttpServer(options);
    RuntimeApiServer server = new RuntimeApiServer(httpServer, listener);
    return httpServer
        .connectionHandler(connection -> {
          Trailers.listen(connection);
          server.connected(connection);
        })
        .requestHandler(server::handle)
        .listen()
        .map(listening -> server)
        .toCompletionStage();
  }
}
