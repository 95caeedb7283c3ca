package dev.postern.deploy;

import dev.postern.aws.Ids;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.FunctionInvoker;
import dev.postern.control.state.FunctionState;
import dev.postern.http.WholeBody;
import dev.postern.report.LambdaLogs;
import dev.postern.runner.BrokenStream;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The invoker behind Lambda's Invoke operation, on the runner that the data plane uses too. */
public final class RunnerInvoker implements FunctionInvoker {
  /** The maximum size of the log tail in {@code X-Amz-Log-Result}. */
  private static final int TAIL_BYTES = 4_096;

  private static final String UNHANDLED = "Unhandled";

  private final LambdaRunner runner;
  private final LambdaLogs logs;
  private final Ids ids;

  /**
   * Creates an invoker.
   *
   * @param logs destination of the functions' log lines
   */
  public RunnerInvoker(LambdaRunner runner, LambdaLogs logs, Ids ids) {
    this.runner = runner;
    this.logs = logs;
    this.ids = ids;
  }

  @Override
  public Answer invoke(
      FunctionState function, byte[] payload, @Nullable String clientContext, String traceId) {
    Invocation invocation = new Invocation(ids.uuid(), payload, decoded(clientContext), traceId);
    Outcome outcome =
        runner.invoke(FunctionSpecs.spec(function), invocation).toCompletableFuture().join();
    Supplier<String> tail = tail(function, invocation);
    return switch (outcome) {
      case Outcome.Success(byte[] result) -> new Answer(result, null, tail);
      case Outcome.FunctionError(byte[] error) -> new Answer(error, UNHANDLED, tail);
      case Outcome.TimedOut(byte[] error) -> new Answer(error, UNHANDLED, tail);
      case Outcome.Throttled(String reason) -> throw LambdaErrors.tooManyRequests(reason);
      case Outcome.SandboxFailed(String message) -> throw LambdaErrors.sandboxFailed(message);
    };
  }

  @Override
  public Streamed stream(
      FunctionState function, byte[] payload, @Nullable String clientContext, String traceId) {
    Invocation invocation = new Invocation(ids.uuid(), payload, decoded(clientContext), traceId);
    Reply reply =
        runner.stream(FunctionSpecs.spec(function), invocation).toCompletableFuture().join();
    Flow.Publisher<byte[]> parts =
        switch (reply) {
          case Reply.Stream(Flow.Publisher<byte[]> stream) -> stream;
          case Reply.Whole(Outcome.Success(byte[] result)) -> WholeBody.of(result);
          case Reply.Whole(Outcome.Throttled(String reason)) ->
              throw LambdaErrors.tooManyRequests(reason);
          case Reply.Whole(Outcome.SandboxFailed(String message)) ->
              throw LambdaErrors.sandboxFailed(message);
          case Reply.Whole(Outcome outcome) -> WholeBody.failed(new BrokenStream(outcome));
        };
    return new Streamed(parts, RunnerInvoker::errorDetails, tail(function, invocation));
  }

  private Supplier<String> tail(FunctionState function, Invocation invocation) {
    return () -> logs.tail(function.owner(), function.name(), invocation.requestId(), TAIL_BYTES);
  }

  private static String errorDetails(Throwable reason) {
    if (!(reason instanceof BrokenStream broken)) {
      throw new IllegalStateException("a stream ended with something unknown", reason);
    }
    return switch (broken.outcome()) {
      case Outcome.FunctionError(byte[] error) -> new String(error, StandardCharsets.UTF_8);
      case Outcome.TimedOut(byte[] error) -> new String(error, StandardCharsets.UTF_8);
      case Outcome.Throttled(String why) -> why;
      case Outcome.SandboxFailed(String why) -> why;
      case Outcome.Success _ -> throw new IllegalStateException("a success breaks no stream");
    };
  }

  private static @Nullable String decoded(@Nullable String clientContext) {
    return clientContext == null
        ? null
        : new String(Base64.getDecoder().decode(clientContext), StandardCharsets.UTF_8);
  }
}
