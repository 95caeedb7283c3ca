package dev.postern.deploy;

import dev.postern.aws.Ids;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.FunctionInvoker;
import dev.postern.control.state.FunctionState;
import dev.postern.report.FunctionLogs;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lambda's Invoke on the runner that the data plane uses too. */
public final class RunnerInvoker implements FunctionInvoker {
  /** What {@code X-Amz-Log-Result} holds at most. */
  private static final int TAIL_BYTES = 4_096;

  private static final String UNHANDLED = "Unhandled";

  private final LambdaRunner runner;
  private final FunctionLogs logs;
  private final Ids ids;

  /**
   * Makes an invoker.
   *
   * @param logs where the functions' lines go
   */
  public RunnerInvoker(LambdaRunner runner, FunctionLogs logs, Ids ids) {
    this.runner = runner;
    this.logs = logs;
    this.ids = ids;
  }

  @Override
  public Answer invoke(
      FunctionState function,
      byte[] payload,
      @Nullable String clientContext,
      @Nullable String traceId) {
    Invocation invocation = new Invocation(ids.uuid(), payload, decoded(clientContext), traceId);
    Outcome outcome =
        runner.invoke(FunctionSpecs.spec(function), invocation).toCompletableFuture().join();
    Supplier<String> tail =
        () -> logs.tail(function.owner(), function.name(), invocation.requestId(), TAIL_BYTES);
    return switch (outcome) {
      case Outcome.Success(byte[] result) -> new Answer(result, null, tail);
      case Outcome.FunctionError(byte[] error) -> new Answer(error, UNHANDLED, tail);
      case Outcome.TimedOut(byte[] error) -> new Answer(error, UNHANDLED, tail);
      case Outcome.Throttled(String reason) -> throw LambdaErrors.tooManyRequests(reason);
      case Outcome.SandboxFailed(String message) -> throw LambdaErrors.sandboxFailed(message);
    };
  }

  private static @Nullable String decoded(@Nullable String clientContext) {
    return clientContext == null
        ? null
        : new String(Base64.getDecoder().decode(clientContext), StandardCharsets.UTF_8);
  }
}
