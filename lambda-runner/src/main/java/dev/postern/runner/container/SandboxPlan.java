package dev.postern.runner.container;

import dev.postern.runner.FunctionSpec;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to start one sandbox.
 *
 * @param id unique, hexadecimal
 * @param code folder or tar file, as the engine takes it; null for an image
 * @param variables environment variables, but for those that only the engine knows
 * @param runtimeApi host and port at which the runtime asks for work
 * @param output takes what the sandbox prints
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

  /** Takes bytes of standard output and standard error; called by one thread at a time. */
  @FunctionalInterface
  public interface Output {
    /** Takes bytes; the array is the caller's and changes after the call. */
    void bytes(byte[] buffer, int offset, int length);
  }
}
