package dev.postern.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;

/** What both proxies have behind them: a small JSON object, at once. */
final class RawBackend extends VerticleBase {
  private static final Buffer PETS =
      Buffer.buffer(
          """
          {"pets": [{"id": 1, "type": "dog", "price": 249.99}, {"id": 2, "type": "cat", "price": 124.99},\
           {"id": 3, "type": "fish", "price": 0.99}]}\
          """);

  private final int port;

  RawBackend(int port) {
    this.port = port;
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer(RawServer.listeningOn(port))
        .requestHandler(request -> {
          var _ =
              request.response().putHeader(RawServer.CONTENT_TYPE, RawServer.JSON).end(PETS.copy());
        })
        .listen();
  }
}
