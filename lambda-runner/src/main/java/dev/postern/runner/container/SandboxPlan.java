package dev.postern.runner.container;

import dev.postern.runner.FunctionSpec;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to start one sandbox.
 *
 * @param id unique, hexadecimal
 * @param code folder or tar file, depending on the engine; null for an image
 * @param variables environment variables, except those that only the engine knows
 * @param runtimeApi host and port of the Runtime API
 * @param output receives the output of the sandbox
 */
public record SandboxPlan(
    String id,
    FunctionSpec function,
    @Nullable Path code,
    Map<String, String> variables,
    String runtimeApi,
    Output output) {

  public SandboxPlan {
    variables = Map.copyOf(variables);
  }

  /** Receiver of standard output and standard error; called by one thread at a time. */
  @FunctionalInterface
  public interface Output {
    /** Receives bytes. The array belongs to the caller and changes after the call. */
    void bytes(byte[] buffer, int offset, int length);
  }
}
