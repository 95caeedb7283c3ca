package dev.postern.runner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to run one revision of a function. Invocations with equal {@code functionArn}
 * and {@code revision} share sandboxes.
 *
 * @param functionArn qualified or unqualified, as the function sees it
 * @param name function name
 * @param version {@code $LATEST} or a number
 * @param revision differs after each change of code or configuration
 * @param runtime such as {@code nodejs22.x}; null for an image
 * @param handler such as {@code index.handler}; {@code ""} if the image defines it
 * @param environment the user's variables
 * @param timeout 1 s to 900 s
 * @param memoryMegabytes 128 to 10,240
 * @param architecture {@code x86_64} or {@code arm64}
 * @param reservedConcurrency maximum number of concurrent sandboxes; null to use the account's
 *     limit
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

  /** Source of the code. */
  public sealed interface CodePackage {
    /**
     * A zip file in memory.
     *
     * @param bytes shared, not copied
     * @param sha256 hash of the bytes, in any consistent text form
     */
    record Zip(byte[] bytes, String sha256) implements CodePackage {}

    /**
     * A container image (Docker engine only).
     *
     * @param command replaces the image's CMD unless empty
     * @param entryPoint replaces the image's ENTRYPOINT unless empty
     * @param workingDirectory replaces the image's; null to keep it
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
