package dev.postern.runner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How functions are run on this machine.
 *
 * @param engine what sandboxes are made of
 * @param images image by runtime id ({@code nodejs22.x}), before {@code imagePrefix} is asked
 * @param imagePrefix registry and path before {@code /nodejs:22}
 * @param dockerHost {@code unix:///path} or {@code tcp://host:port}; null for the variable {@code
 *     DOCKER_HOST}, or else the usual socket
 * @param hostAddress name or address by which containers reach this process; null to find out
 * @param bindAddress address that containers' Runtime API ports are bound to; null to find out
 * @param environment variables for every function, under its own; {@code {host}} in a value becomes
 *     the address by which a sandbox reaches this machine
 * @param idleTimeout how long a sandbox without work is kept
 * @param maxSandboxes most at once, all functions together
 * @param startTimeout how long initialisation may take beyond the function's own timeout; Lambda's
 *     init phase has 10 s
 * @param workFolder where code is unpacked; a folder of the runner's own is made in it and removed
 *     at the end
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

  /** What sandboxes are made of. */
  public enum Engine {
    /** Docker where an engine answers, else processes. */
    AUTO,
    DOCKER,
    PROCESS
  }

  /** AWS's images from their public registry, ten minutes warm, code under the given folder. */
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

  /** The same with other bounds on sandboxes. */
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
