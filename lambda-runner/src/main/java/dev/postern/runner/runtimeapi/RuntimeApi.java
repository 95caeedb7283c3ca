package dev.postern.runner.runtimeapi;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionStage;

/** Opens Runtime APIs: one server with a port of its own for each sandbox. */
public final class RuntimeApi {
  private final Vertx vertx;

  /**
   * Uses the event loops of a Vert.x that somebody else closes.
   *
   * @param vertx shared
   */
  public RuntimeApi(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Opens a server on a free port. Connections never idle out: a warm sandbox waits for work as
   * long as it likes.
   *
   * @param bindAddress address of this machine that sandboxes can reach, and nobody else
   * @return completes exceptionally when the address cannot be bound
   */
  public CompletionStage<RuntimeApiServer> open(String bindAddress, RuntimeListener listener) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(bindAddress)
            .setPort(0)
            .setIdleTimeout(0)
            .setTcpNoDelay(true)
            // With it, a connection would not be known before a whole head has come.
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
