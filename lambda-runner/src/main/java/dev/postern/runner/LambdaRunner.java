package dev.postern.runner;

import java.util.concurrent.CompletionStage;

/** Runs functions in sandboxes that it starts, keeps warm and ends. Safe from any thread. */
public interface LambdaRunner extends AutoCloseable {
  /**
   * Invokes a function; never blocks. Completes normally with an {@link Outcome} for every failure
   * of function, sandbox or machine, exceptionally only for a bug of ours. Dependent stages run on
   * a thread of the runner, which they must not block.
   */
  CompletionStage<Outcome> invoke(FunctionSpec function, Invocation invocation);

  /**
   * Invokes a function that may answer bit by bit: completes as soon as it begins to. Otherwise as
   * {@link #invoke}.
   */
  CompletionStage<Reply> stream(FunctionSpec function, Invocation invocation);

  /**
   * Gets ready for a first call without starting a sandbox: the engine's client, the code, the
   * image. Returns at once; what fails here fails again, and is told, at the call.
   */
  default void prepare(FunctionSpec function) {}

  /**
   * Ends the function's sandboxes of all revisions but this one: idle ones now, busy ones when they
   * have answered.
   */
  void retire(String functionArn, String keptRevision);

  /** Ends all sandboxes of the function: idle ones now, busy ones when they have answered. */
  void remove(String functionArn);

  /**
   * One line that says which engine runs functions and why, such as {@code Docker 28.2.2}. Does not
   * start anything.
   */
  String engine();

  /** Ends all sandboxes, busy ones included; returns when they are gone. */
  @Override
  void close();
}
