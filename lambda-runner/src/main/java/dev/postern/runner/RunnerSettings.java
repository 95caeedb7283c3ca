package dev.postern.runner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the runner.
 *
 * @param engine kind of sandbox
 * @param images image by runtime id ({@code nodejs22.x}); takes precedence over {@code imagePrefix}
 * @param imagePrefix registry and path before {@code /nodejs:22}
 * @param dockerHost {@code unix:///path} or {@code tcp://host:port}; null for the variable {@code
 *     DOCKER_HOST}, or the default socket if it is unset
 * @param hostAddress name or address at which containers reach this process; null to detect it
 * @param bindAddress address that the Runtime API ports for containers bind to; null to detect it
 * @param environment variables for every function; the function's own take precedence; {@code
 *     {host}} in a value is replaced by the address at which a sandbox reaches this machine
 * @param idleTimeout time after which an idle sandbox is stopped
 * @param maxSandboxes maximum number of sandboxes, for all functions together
 * @param startTimeout time that initialisation may take in addition to the function's timeout;
 *     Lambda's init phase has 10 s
 * @param workFolder where code is unpacked; the runner creates a folder in it and removes that on
 *     close
 */
public record RunnerSettings(
    Engine engine,
    Map<String, String> images,
    String imagePrefix,
    @Nullable String dockerHost,
    @Nullable String hostAddress,
    @Nullable String bindAddress,
    Map<String, String> environment,
    Duration idleTimeout,
    int maxSandboxes,
    Duration startTimeout,
    Path workFolder) {

  public RunnerSettings {
    images = Map.copyOf(images);
    environment = Map.copyOf(environment);
    if (maxSandboxes < 1) {
      throw new IllegalArgumentException("maxSandboxes is below 1: " + maxSandboxes);
    }
  }

  /** Kind of sandbox. */
  public enum Engine {
    /** Docker if an engine answers, otherwise processes. */
    AUTO,
    DOCKER,
    PROCESS
  }

  /**
   * Returns the defaults: AWS's images from their public registry, an idle timeout of ten minutes,
   * code under the given folder.
   */
  public static RunnerSettings defaults(Path workFolder) {
    return new RunnerSettings(
        Engine.AUTO,
        Map.of(),
        "public.ecr.aws/lambda",
        null,
        null,
        null,
        Map.of(),
        Duration.ofMinutes(10),
        100,
        Duration.ofSeconds(10),
        workFolder);
  }

  public RunnerSettings withEngine(Engine newEngine) {
    return new RunnerSettings(
        newEngine,
        images,
        imagePrefix,
        dockerHost,
        hostAddress,
        bindAddress,
        environment,
        idleTimeout,
        maxSandboxes,
        startTimeout,
        workFolder);
  }

  public RunnerSettings withImages(Map<String, String> newImages, String newPrefix) {
    return new RunnerSettings(
        engine,
        newImages,
        newPrefix,
        dockerHost,
        hostAddress,
        bindAddress,
        environment,
        idleTimeout,
        maxSandboxes,
        startTimeout,
        workFolder);
  }

  public RunnerSettings withEnvironment(Map<String, String> newEnvironment) {
    return new RunnerSettings(
        engine,
        images,
        imagePrefix,
        dockerHost,
        hostAddress,
        bindAddress,
        newEnvironment,
        idleTimeout,
        maxSandboxes,
        startTimeout,
        workFolder);
  }

  /** Returns these settings with other limits on sandboxes. */
  public RunnerSettings withSandboxes(
      Duration newIdleTimeout, int newMax, Duration newStartTimeout) {
    return new RunnerSettings(
        engine,
        images,
        imagePrefix,
        dockerHost,
        hostAddress,
        bindAddress,
        environment,
        newIdleTimeout,
        newMax,
        newStartTimeout,
        workFolder);
  }
}
