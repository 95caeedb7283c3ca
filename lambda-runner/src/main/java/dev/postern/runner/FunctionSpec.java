package dev.postern.runner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to run one revision of a function. Sandboxes are shared by invocations of
 * equal {@code functionArn} and {@code revision}.
 *
 * @param functionArn qualified or not, as the function itself sees it
 * @param name function name
 * @param version {@code $LATEST} or a number
 * @param revision changes with every change of code or configuration
 * @param runtime such as {@code nodejs22.x}; null for an image
 * @param handler such as {@code index.handler}; {@code ""} for an image that names its own
 * @param environment the user's variables
 * @param timeout 1 s to 900 s
 * @param memoryMegabytes 128 to 10,240
 * @param architecture {@code x86_64} or {@code arm64}
 * @param reservedConcurrency most sandboxes at once, or null for the account's bound
 */
public record FunctionSpec(
    String functionArn,
    String name,
    String version,
    String revision,
    @Nullable String runtime,
    String handler,
    CodePackage code,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    String architecture,
    String region,
    String accountId,
    @Nullable Integer reservedConcurrency) {

  public FunctionSpec {
    environment = Map.copyOf(environment);
  }

  /** Where the code comes from. */
  public sealed interface CodePackage {
    /**
     * A zip file in memory.
     *
     * @param bytes shared, not copied
     * @param sha256 of the bytes, any fixed text form
     */
    record Zip(byte[] bytes, String sha256) implements CodePackage {}

    /**
     * A container image (Docker engine only).
     *
     * @param command replaces the image's CMD unless empty
     * @param entryPoint replaces the image's ENTRYPOINT unless empty
     * @param workingDirectory replaces the image's, or null
     */
    record Image(
        String uri,
        List<String> command,
        List<String> entryPoint,
        @Nullable String workingDirectory)
        implements CodePackage {
      public Image {
        command = List.copyOf(command);
        entryPoint = List.copyOf(entryPoint);
      }
    }
  }
}
