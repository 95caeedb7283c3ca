package dev.postern.bench;

import dev.postern.runner.container.Sandbox;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bare front that hands requests to a fixed number of warm sandboxes through the simplest Runtime
 * API, and their answers back as they are. Each event loop has sandboxes of its own. {@code /cold}
 * starts one more for that request alone.
 */
final class RawLambda extends VerticleBase {
  private static final Buffer EVENT =
      Buffer.buffer("{\"httpMethod\":\"GET\",\"path\":\"/pets\",\"body\":null}");
  private static final CharSequence REQUEST_ID =
      HttpHeaders.createOptimized("Lambda-Runtime-Aws-Request-Id");
  private static final CharSequence DEADLINE =
      HttpHeaders.createOptimized("Lambda-Runtime-Deadline-Ms");
  private static final CharSequence LATE = HttpHeaders.createOptimized("32503680000000");
  private static final CharSequence FUNCTION_ARN =
      HttpHeaders.createOptimized("Lambda-Runtime-Invoked-Function-Arn");
  private static final CharSequence ARN =
      HttpHeaders.createOptimized("arn:aws:lambda:us-east-1:000000000000:function:raw");
  private static final int FAILED = 500;

  private final int port;
  private final int warm;
  private final RawSandboxes sandboxes;
  private final Deque<HttpServerRequest> waiting = new ArrayDeque<>();
  private final Deque<RuntimeApi> idle = new ArrayDeque<>();
  private long requests;

  /**
   * A front.
   *
   * @param warm sandboxes of this event loop
   */
  RawLambda(int port, int warm, RawSandboxes sandboxes) {
    this.port = port;
    this.warm = warm;
    this.sandboxes = sandboxes;
  }

  @Override
  public Future<?> start() {
    List<Future<?>> ready = new ArrayList<>();
    for (int i = 0; i < warm; i++) {
      ready.add(new RuntimeApi(null).open());
    }
    return Future.all(ready)
        .compose(_ ->
            vertx
                .createHttpServer(RawServer.listeningOn(port))
                .requestHandler(this::front)
                .listen());
  }

  private void front(HttpServerRequest request) {
    if ("/cold".equals(request.path())) {
      new RuntimeApi(request)
          .open()
          .onFailure(e -> {
            var _ = request.response().setStatusCode(FAILED).end(String.valueOf(e));
          });
      return;
    }
    waiting.add(request);
    handOver();
  }

  private void handOver() {
    while (!waiting.isEmpty() && !idle.isEmpty()) {
      idle.remove().give(waiting.remove());
    }
  }

  /** One sandbox and the server that it asks for work. */
  private final class RuntimeApi {
    private final @Nullable HttpServerRequest only;
    private @Nullable HttpServerRequest current;
    private @Nullable HttpServerResponse asked;
    private volatile @Nullable Sandbox sandbox;
    private @Nullable HttpServer server;

    /**
     * A sandbox.
     *
     * @param only the one request it is for, or null to serve all
     */
    RuntimeApi(@Nullable HttpServerRequest only) {
      this.only = only;
    }

    Future<?> open() {
      HttpServer created =
          vertx.createHttpServer(
              RawServer.listeningOn(0).setHost(sandboxes.address().bind()).setIdleTimeout(0));
      server = created;
      return created
          .requestHandler(this::serve)
          .listen()
          .compose(api -> vertx.executeBlocking(() -> begin(api.actualPort()), false));
    }

    private boolean begin(int apiPort) throws Exception {
      sandbox = sandboxes.start(sandboxes.address().host() + ":" + apiPort);
      return true;
    }

    private void serve(HttpServerRequest request) {
      if (request.method().equals(HttpMethod.GET)) {
        next(request.response());
      } else {
        request.body().onSuccess(body -> answered(request, body));
      }
    }

    private void next(HttpServerResponse response) {
      asked = response;
      if (only != null) {
        give(only);
        return;
      }
      idle.add(this);
      handOver();
    }

    void give(HttpServerRequest request) {
      HttpServerResponse response = asked;
      if (response == null) {
        throw new IllegalStateException("work for a sandbox that has not asked");
      }
      current = request;
      asked = null;
      var _ =
          response
              .putHeader(REQUEST_ID, Long.toString(++requests))
              .putHeader(DEADLINE, LATE)
              .putHeader(FUNCTION_ARN, ARN)
              .putHeader(RawServer.CONTENT_TYPE, RawServer.JSON)
              .end(EVENT.copy());
    }

    private void answered(HttpServerRequest answer, Buffer body) {
      HttpServerRequest request = current;
      current = null;
      var _ = answer.response().setStatusCode(202).end("{\"status\":\"OK\"}");
      if (request != null && !request.response().headWritten()) {
        boolean success = answer.uri().endsWith("/response");
        var _ =
            request
                .response()
                .setStatusCode(success ? 200 : FAILED)
                .putHeader(RawServer.CONTENT_TYPE, RawServer.JSON)
                .end(body);
      }
      if (only != null) {
        end();
      }
    }

    private void end() {
      Sandbox ended = sandbox;
      HttpServer closed = server;
      if (ended != null && closed != null) {
        var _ =
            vertx
                .executeBlocking(
                    () -> {
                      ended.kill();
                      return ended;
                    },
                    false)
                .compose(_ -> closed.close());
      }
    }
  }
}
