package dev.postern.runner.environment;

import dev.postern.runner.RunnerSettings;
import dev.postern.runner.RunnerSettings.Engine;
import dev.postern.runner.container.DockerEngine;
import dev.postern.runner.container.DockerProbe;
import dev.postern.runner.container.ProcessEngine;
import dev.postern.runner.container.SandboxEngine;
import dev.postern.runner.container.SandboxFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses the sandbox engine immediately; creates it when a function first needs it. */
final class Engines implements EngineSource {
  private static final Logger LOG = System.getLogger(Engines.class.getName());

  private final RunnerSettings settings;
  private final Path folder;
  private final String instance;
  private final Executor threads;
  private final Consumer<String> onBind;
  private final String dockerHost;
  private final CompletableFuture<Optional<String>> dockerVersion = new CompletableFuture<>();
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable SandboxEngine engine;
  private boolean closed;

  /**
   * Starts to look for a Docker engine unless the settings exclude it.
   *
   * @param folder used by this runner only
   * @param instance id of this runner
   * @param threads for work that may block
   * @param onBind see {@link PooledLambdaRunner#start}
   */
  Engines(
      RunnerSettings settings,
      Path folder,
      String instance,
      Executor threads,
      Consumer<String> onBind) {
    this.settings = settings;
    this.folder = folder;
    this.instance = instance;
    this.threads = threads;
    this.onBind = onBind;
    this.dockerHost = DockerProbe.host(settings.dockerHost(), System.getenv("DOCKER_HOST"));
    if (settings.engine() == Engine.PROCESS) {
      dockerVersion.complete(Optional.empty());
    } else {
      DockerProbe probe = new DockerProbe(threads);
      dockerVersion.completeAsync(() -> probe.version(dockerHost), threads);
    }
  }

  private boolean usesDocker() {
    return switch (settings.engine()) {
      case AUTO -> dockerVersion.join().isPresent();
      case DOCKER -> true;
      case PROCESS -> false;
    };
  }

  @Override
  public String description() {
    Optional<String> version = dockerVersion.join();
    if (usesDocker()) {
      return version
          .map(number -> "Docker " + number)
          .orElse("Docker (no engine answers at " + dockerHost + ")");
    }
    String reason =
        settings.engine() == Engine.PROCESS
            ? "as set"
            : "no Docker engine answers at " + dockerHost;
    return "plain processes (" + reason + ": no memory limit, no isolation)";
  }

  @Override
  public SandboxEngine get() throws SandboxFailure {
    boolean docker = usesDocker();
    making.lock();
    try {
      SandboxEngine made = engine;
      if (made != null) {
        return made;
      }
      if (closed) {
        throw new IllegalStateException("engine asked for after close");
      }
      LOG.log(Level.INFO, "functions run in {0}", description());
      SandboxEngine fresh =
          docker
              ? new DockerEngine(dockerHost, instance, settings, threads)
              : new ProcessEngine(folder.resolve("clients"), searchPath());
      onBind.accept(fresh.address().bind());
      engine = fresh;
      return fresh;
    } finally {
      making.unlock();
    }
  }

  private static String searchPath() {
    String path = System.getenv("PATH");
    return path == null ? "/usr/local/bin:/usr/bin:/bin" : path;
  }

  @Override
  public void close() {
    making.lock();
    try {
      closed = true;
      if (engine != null) {
        engine.close();
      }
    } finally {
      making.unlock();
    }
  }
}
