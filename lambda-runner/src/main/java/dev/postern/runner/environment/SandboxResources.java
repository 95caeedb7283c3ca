package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.code.CodeException;
import dev.postern.runner.code.CodeForm;
import dev.postern.runner.container.Exit;
import dev.postern.runner.container.HostAddress;
import dev.postern.runner.container.Sandbox;
import dev.postern.runner.container.SandboxEngine;
import dev.postern.runner.container.SandboxFailure;
import dev.postern.runner.container.SandboxPlan;
import dev.postern.runner.container.ShownPaths;
import dev.postern.runner.runtimeapi.Delivery;
import dev.postern.runner.runtimeapi.RuntimeApiServer;
import dev.postern.runner.runtimeapi.RuntimeListener;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Resources of one sandbox: its Runtime API port and its process. Each is opened and closed once.
 */
final class SandboxResources {
  private static final long MEMORY_REFRESH_NANOS = 10_000_000_000L;

  private final String id;
  private final FunctionSpec function;
  private final PoolCode code;
  private final EnvironmentServices services;
  private volatile @Nullable RuntimeApiServer server;
  private volatile @Nullable Sandbox sandbox;
  private volatile ShownPaths shownPaths = ShownPaths.AS_THEY_ARE;
  private volatile long startedNanos;
  private volatile long memoryReadNanos;
  private volatile int usedMegabytes;
  private volatile boolean remote;

  SandboxResources(String id, FunctionSpec function, PoolCode code, EnvironmentServices services) {
    this.id = id;
    this.function = function;
    this.code = code;
    this.services = services;
  }

  /**
   * Opens all resources; blocks. After a failure, opened resources stay open until {@link #close}.
   *
   * @return completes when the sandbox ends
   * @throws SandboxFailure if this machine cannot start it
   * @throws CodeException if the package cannot be used
   */
  CompletionStage<Exit> open(RuntimeListener listener, SandboxLog log)
      throws SandboxFailure, CodeException {
    SandboxEngine engine = services.engines().get();
    Path path = code.path(engine.takesArchive() ? CodeForm.ARCHIVE : CodeForm.FOLDER);
    ShownPaths shown = engine.shownPaths(path);
    shownPaths = shown;
    log.show(shown);
    HostAddress address = engine.address();
    remote = !address.host().equals("127.0.0.1");
    RuntimeApiServer opened = listen(address, listener);
    server = opened;
    SandboxPlan plan =
        new SandboxPlan(
            id,
            function,
            path,
            services.variables().of(function, log.stream(), address.host()),
            address.host() + ":" + opened.port(),
            log);
    startedNanos = System.nanoTime();
    Sandbox started = engine.start(plan);
    sandbox = started;
    return started.exit();
  }

  private RuntimeApiServer listen(HostAddress address, RuntimeListener listener)
      throws SandboxFailure {
    try {
      return services.runtimeApi().open(address.bind(), listener).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new SandboxFailure(
          "cannot listen on "
              + address.bind()
              + " for sandboxes ("
              + e.getCause()
              + "): set the runner's bind address",
          e);
    }
  }

  /** Returns when the process was started, by {@link System#nanoTime}. */
  long startedNanos() {
    return startedNanos;
  }

  /** Returns an error of the sandbox with the paths that it has on AWS. */
  byte[] shown(byte[] error) {
    return shownPaths.in(error);
  }

  void deliver(Delivery delivery) {
    RuntimeApiServer opened = server;
    if (opened == null) {
      throw new IllegalStateException("delivery to a sandbox without a Runtime API");
    }
    opened.deliver(delivery);
  }

  /** Returns a future that completes when all data that the sandbox sent is read. */
  CompletableFuture<Void> drained() {
    RuntimeApiServer opened = server;
    return opened == null ? CompletableFuture.completedFuture(null) : opened.connectionsClosed();
  }

  /** Returns why a sandbox may be unable to reach the Runtime API, or null if it is only slow. */
  @Nullable String unreachable() {
    RuntimeApiServer opened = server;
    if (!remote || opened == null || services.reachability().isReached()) {
      return null;
    }
    return "the sandbox started but never asked for work: no sandbox has reached port "
        + opened.port()
        + " of this machine yet, perhaps a firewall keeps containers from it; else set the"
        + " runner's host and bind addresses";
  }

  /** Returns the maximum memory used so far, in MB, at most some seconds old; 0 while unknown. */
  int usedMegabytes() {
    Sandbox running = sandbox;
    long now = System.nanoTime();
    if (running != null && (usedMegabytes == 0 || now - memoryReadNanos > MEMORY_REFRESH_NANOS)) {
      memoryReadNanos = now;
      usedMegabytes = running.memoryMegabytes();
    }
    return usedMegabytes;
  }

  /** Kills the process and closes the port; blocks. */
  void close() {
    Sandbox running = sandbox;
    if (running != null) {
      running.kill();
    }
    RuntimeApiServer opened = server;
    if (opened != null) {
      opened.close().toCompletableFuture().join();
    }
  }
}
