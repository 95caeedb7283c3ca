package dev.postern.testing;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Invocation;
import dev.postern.runner.LambdaRunner;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A runner that keeps what it is asked for. Its functions answer what the test says. */
public final class RecordingRunner implements LambdaRunner {
  private final List<Invocation> invocations = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private CompletableFuture<Outcome> outcome =
      CompletableFuture.completedFuture(new Outcome.Success("{}".getBytes(StandardCharsets.UTF_8)));
  private CompletableFuture<Reply> reply = new CompletableFuture<>();

  public RecordingRunner answering(Outcome with) {
    outcome = CompletableFuture.completedFuture(with);
    reply = CompletableFuture.completedFuture(new Reply.Whole(with));
    return this;
  }

  public RecordingRunner streaming(Reply with) {
    reply = CompletableFuture.completedFuture(with);
    return this;
  }

  /** Answers when the test completes the future. */
  public RecordingRunner answeringLater(CompletableFuture<Outcome> pending) {
    outcome = pending;
    return this;
  }

  /** Begins to stream when the test completes the future. */
  public RecordingRunner streamingLater(CompletableFuture<Reply> pending) {
    reply = pending;
    return this;
  }

  /** Returns the invocations so far. */
  public List<Invocation> invocations() {
    return invocations;
  }

  /** Returns the other calls so far, such as {@code remove ARN}. */
  public List<String> calls() {
    return calls;
  }

  @Override
  public CompletableFuture<Outcome> invoke(FunctionSpec function, Invocation invocation) {
    invocations.add(invocation);
    return outcome;
  }

  @Override
  public CompletableFuture<Reply> stream(FunctionSpec function, Invocation invocation) {
    invocations.add(invocation);
    return reply;
  }

  @Override
  public void prepare(FunctionSpec function) {
    calls.add("prepare " + function.functionArn());
  }

  @Override
  public void retire(String functionArn, String keptRevision) {
    calls.add("retire " + functionArn + " but " + keptRevision);
  }

  @Override
  public void remove(String functionArn) {
    calls.add("remove " + functionArn);
  }

  @Override
  public String engine() {
    return "recording";
  }

  @Override
  public void close() {}
}
