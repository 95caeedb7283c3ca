package dev.postern.runner.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.FunctionSpec.CodePackage.Image;
import dev.postern.runner.RunnerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Engine that runs functions in containers of AWS's base images or of images with the same layout.
 *
 * <p>Loads a large client library. Create it only when a function needs it, on a background thread.
 */
public final class DockerEngine implements SandboxEngine {
  private static final Logger LOG = System.getLogger(DockerEngine.class.getName());

  /** The script of the base images looks only in the last of these folders. */
  private static final String FIND_BOOTSTRAP =
      "for b in /var/task/bootstrap /opt/bootstrap /var/runtime/bootstrap; do"
          + " if [ -f \"$b\" ]; then cd /var/task; exec \"$b\"; fi; done; exit "
          + DockerSandbox.NO_BOOTSTRAP;

  private final DockerClient docker;
  private final DockerImages images;
  private final ImageNames names;
  private final DockerNetwork network;
  private final ContainerOwner owner;
  private final Executor threads;
  private final CompletableFuture<Void> orphansRemoved;
  private final Set<DockerSandbox> running = ConcurrentHashMap.newKeySet();

  /**
   * Connects, and removes containers whose owner ended without removing them.
   *
   * @param host address of the engine
   * @param instance id of this runner
   * @param threads for background work
   * @throws SandboxFailure if the engine does not answer
   */
  public DockerEngine(String host, String instance, RunnerSettings settings, Executor threads)
      throws SandboxFailure {
    this.docker = connect(host, settings.maxSandboxes());
    this.images = new DockerImages(docker);
    this.names = new ImageNames(settings.images(), settings.imagePrefix());
    this.owner = ContainerOwner.self(instance);
    this.threads = threads;
    try {
      this.network = DockerNetwork.find(docker, settings.bindAddress(), settings.hostAddress());
    } catch (RuntimeException e) {
      throw new SandboxFailure("the Docker engine at " + host + " does not answer: " + e, e);
    }
    this.orphansRemoved = CompletableFuture.runAsync(this::removeOrphans, threads);
  }

  /**
   * Creates a client. Each sandbox uses one connection for its output; starts and stops use more.
   */
  private static DockerClient connect(String host, int maxSandboxes) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host).build();
    ZerodepDockerHttpClient http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(maxSandboxes * 2 + 32)
            .connectionTimeout(Duration.ofSeconds(5))
            .build();
    return DockerClientImpl.getInstance(config, http);
  }

  @Override
  public boolean takesArchive() {
    return true;
  }

  @Override
  public HostAddress address() {
    return network.address();
  }

  @Override
  public void prepare(FunctionSpec function) throws SandboxFailure {
    String image = imageOf(function);
    if (!images.has(image)) {
      images.pull(image, platform(function), setting(function));
    }
  }

  @Override
  public Sandbox start(SandboxPlan plan) throws SandboxFailure {
    String image = imageOf(plan.function());
    try {
      String id = createOrPull(plan, image);
      DockerSandbox sandbox = new DockerSandbox(docker, id, plan, threads, running::remove);
      running.add(sandbox);
      try {
        Path code = plan.code();
        if (code != null) {
          copy(id, code);
        }
        sandbox.start();
        return sandbox;
      } catch (RuntimeException e) {
        sandbox.kill();
        throw e;
      }
    } catch (DockerException | UncheckedIOException e) {
      throw new SandboxFailure("cannot start a container of image " + image + ": " + oneLine(e), e);
    }
  }

  private String createOrPull(SandboxPlan plan, String image) throws SandboxFailure {
    try {
      return create(plan, image);
    } catch (NotFoundException noImage) {
      images.pull(image, platform(plan.function()), setting(plan.function()));
      return create(plan, image);
    }
  }

  private String create(SandboxPlan plan, String image) {
    FunctionSpec function = plan.function();
    long memory = function.memoryMegabytes() * 1024L * 1024L;
    HostConfig host =
        HostConfig.newHostConfig()
            .withMemory(memory)
            .withMemorySwap(memory)
            .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
    if (network.address().host().equals(DockerNetwork.HOST_NAME)) {
      host.withExtraHosts(DockerNetwork.HOST_NAME + ":host-gateway");
    }
    if (network.network() != null) {
      host.withNetworkMode(network.network());
    }
    CreateContainerCmd command =
        docker
            .createContainerCmd(image)
            .withName("postern-" + function.name() + "-" + plan.id().substring(0, 12))
            .withEnv(variables(plan))
            .withLabels(owner.labels())
            .withHostConfig(host);
    String platform = platform(function);
    if (platform != null) {
      command.withPlatform(platform);
    }
    setCommand(command, function);
    return command.exec().getId();
  }

  private static void setCommand(CreateContainerCmd command, FunctionSpec function) {
    if (function.code() instanceof Image image) {
      if (!image.command().isEmpty()) {
        command.withCmd(image.command());
      }
      if (!image.entryPoint().isEmpty()) {
        command.withEntrypoint(image.entryPoint());
      }
      if (image.workingDirectory() != null) {
        command.withWorkingDir(image.workingDirectory());
      }
      return;
    }
    command.withCmd(function.handler());
    String runtime = function.runtime();
    if (runtime != null && runtime.startsWith("provided")) {
      command.withEntrypoint("/bin/sh", "-c", FIND_BOOTSTRAP, "bootstrap");
    }
  }

  private static List<String> variables(SandboxPlan plan) {
    List<String> list = new ArrayList<>();
    plan.variables().forEach((name, value) -> list.add(name + "=" + value));
    list.add("AWS_LAMBDA_RUNTIME_API=" + plan.runtimeApi());
    if (plan.code() != null) {
      list.add("LAMBDA_TASK_ROOT=/var/task");
      list.add("LAMBDA_RUNTIME_DIR=/var/runtime");
    }
    return list;
  }

  private void copy(String container, Path tar) {
    try (InputStream in = Files.newInputStream(tar)) {
      docker
          .copyArchiveToContainerCmd(container)
          .withTarInputStream(in)
          .withRemotePath("/var/task")
          .exec();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String imageOf(FunctionSpec function) throws SandboxFailure {
    if (function.code() instanceof Image image) {
      return image.uri();
    }
    if (function.runtime() == null) {
      throw new SandboxFailure("function " + function.name() + " has a zip but no runtime");
    }
    return names.of(function.runtime());
  }

  private static String setting(FunctionSpec function) {
    return function.runtime() == null
        ? "another image for function " + function.name()
        : "another image for runtime "
            + function.runtime()
            + " (POSTERN_LAMBDA_IMAGES) or another image prefix"
            + " (POSTERN_LAMBDA_IMAGE_PREFIX), or run functions as processes"
            + " (POSTERN_LAMBDA_ENGINE=process)";
  }

  /** Returns the platform that the engine must emulate, or null for the machine's own. */
  private static @Nullable String platform(FunctionSpec function) {
    String machine =
        switch (System.getProperty("os.arch")) {
          case "aarch64", "arm64" -> "arm64";
          default -> "x86_64";
        };
    if (function.architecture().equals(machine)) {
      return null;
    }
    return function.architecture().equals("arm64") ? "linux/arm64" : "linux/amd64";
  }

  private void removeOrphans() {
    try {
      List<Container> candidates =
          docker
              .listContainersCmd()
              .withShowAll(true)
              .withLabelFilter(Map.of(ContainerOwner.HOST, owner.host()))
              .exec();
      for (Container container : candidates) {
        if (ContainerOwner.of(container.getLabels())
            .filter(o -> o.isDead(owner.host()))
            .isPresent()) {
          LOG.log(Level.INFO, "removing a dead owner's container={0}", container.getId());
          DockerSandbox.remove(docker, container.getId());
        }
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "dead owners' containers are left: reason={0}", oneLine(e));
    }
  }

  private static String oneLine(Exception failure) {
    return String.valueOf(failure.getMessage()).strip().replace('\n', ' ');
  }

  @Override
  public void close() {
    running.forEach(DockerSandbox::kill);
    orphansRemoved.join();
    try {
      docker.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing the client: reason={0}", e);
    }
  }
}
