package dev.postern.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * The plain Vert.x servers that Postern is measured against; each runs in a JVM of its own, with
 * Postern's flags: native transport, one event loop a core, nothing else.
 */
public final class RawServer {
  private RawServer() {}

  /**
   * Runs one server until it is ended.
   *
   * @param arguments kind and port, and what the kind needs
   */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    switch (arguments[0]) {
      case "mock" -> run(_ -> new RawMock(port));
      case "backend" -> run(_ -> new RawBackend(port));
      case "proxy" -> run(_ -> new RawProxy(port, Integer.parseInt(arguments[2])));
      case "lambda" -> lambda(port, arguments[2].equals("docker"), Path.of(arguments[3]));
      default -> throw new IllegalArgumentException("no such server: " + arguments[0]);
    }
  }

  /** As many warm sandboxes as Postern starts without hesitation: two a core. */
  private static void lambda(int port, boolean docker, Path folder) throws Exception {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    RawSandboxes sandboxes = RawSandboxes.open(docker, folder, threads);
    Runtime.getRuntime().addShutdownHook(new Thread(sandboxes::close));
    run(_ -> new RawLambda(port, 2, sandboxes));
  }

  private static void run(IntFunction<VerticleBase> loop) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(cores));
    for (int i = 0; i < cores; i++) {
      vertx
          .deployVerticle(loop.apply(i), new DeploymentOptions())
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    }
  }

  static HttpServerOptions listeningOn(int port) {
    return new HttpServerOptions().setHost(Target.HOST).setPort(port).setTcpNoDelay(true);
  }
}
