package dev.postern.runner;

import java.util.concurrent.CompletionStage;

/** Placeholder for a runner that is not started. */
final class UnstartedRunner implements LambdaRunner {
  @Override
  public CompletionStage<Outcome> invoke(FunctionSpec function, Invocation invocation) {
    throw new IllegalStateException("runner not started");
  }

  @Override
  public CompletionStage<Reply> stream(FunctionSpec function, Invocation invocation) {
    throw new IllegalStateException("runner not started");
  }

  @Override
  public void retire(String functionArn, String keptRevision) {}

  @Override
  public void remove(String functionArn) {}

  @Override
  public String engine() {
    return "none";
  }

  @Override
  public void close() {}
}
