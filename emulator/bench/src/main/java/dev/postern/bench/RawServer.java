package dev.postern.bench;

import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The plain Vert.x servers that Postern is measured against: as fast as Vert.x can be made without
 * leaving work out. Each runs in a JVM of its own with Postern's flags, on the native transport and
 * on as many event loops as it is told.
 */
public final class RawServer {
  static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private RawServer() {}

  /**
   * Runs one server until it is ended.
   *
   * @param arguments kind, port, number of event loops, and what the kind needs
   */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    int loops = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "mock" -> run(loops, () -> new RawMock(port));
      case "backend" -> run(loops, () -> new RawBackend(port));
      case "proxy" -> run(loops, () -> new RawProxy(port, Integer.parseInt(arguments[3])));
      case "lambda" -> lambda(port, loops, arguments[3].equals("docker"), Path.of(arguments[4]));
      default -> throw new IllegalArgumentException("no such server: " + arguments[0]);
    }
  }

  /** As many warm sandboxes as Postern starts without hesitation: two a core. */
  private static void lambda(int port, int loops, boolean docker, Path folder) throws Exception {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    RawSandboxes sandboxes = RawSandboxes.open(docker, folder, threads);
    Runtime.getRuntime().addShutdownHook(new Thread(sandboxes::close));
    int warm = 2 * Runtime.getRuntime().availableProcessors() / loops;
    run(loops, () -> new RawLambda(port, warm, sandboxes));
  }

  private static void run(int loops, Supplier<VerticleBase> server) throws Exception {
    Vertx vertx = vertx(loops);
    for (int i = 0; i < loops; i++) {
      vertx.deployVerticle(server.get()).toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Vertx vertx(int loops) {
    return Vertx.vertx(
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
  }

  /** Names what the servers' sockets are, for the heading. */
  static String transport() {
    Vertx vertx = vertx(1);
    try {
      return vertx.isNativeTransportEnabled() ? "native transport" : "no native transport here";
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  static HttpServerOptions listeningOn(int port) {
    return new HttpServerOptions()
        .setHost(Target.HOST)
        .setPort(port)
        .setTcpNoDelay(true)
        .setTcpQuickAck(true)
        .setTcpFastOpen(true)
        .setStrictThreadMode(true);
  }
}
