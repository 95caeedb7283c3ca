package dev.postern.runner;

import java.util.concurrent.CompletionStage;

/** Runs functions in sandboxes; starts them, keeps them warm and stops them. Thread-safe. */
public interface LambdaRunner extends AutoCloseable {
  /**
   * Invokes a function; never blocks. Failures of the function, the sandbox or the machine complete
   * the stage normally with an {@link Outcome}. It completes exceptionally only for a bug in the
   * runner. Dependent stages run on a thread of the runner and must not block it.
   */
  CompletionStage<Outcome> invoke(FunctionSpec function, Invocation invocation);

  /**
   * Invokes a function that may stream its response. Completes when the response starts. Otherwise
   * behaves like {@link #invoke}.
   */
  CompletionStage<Reply> stream(FunctionSpec function, Invocation invocation);

  /**
   * Prepares the engine client, the code and the image for the first invocation. Starts no sandbox.
   * Returns immediately; an invocation reports a failure that occurs here.
   */
  default void prepare(FunctionSpec function) {}

  /**
   * Stops the function's sandboxes of all other revisions: idle ones now, busy ones after their
   * response.
   */
  void retire(String functionArn, String keptRevision);

  /** Stops all sandboxes of the function: idle ones now, busy ones after their response. */
  void remove(String functionArn);

  /**
   * Returns one line that names the engine and the reason for it, such as {@code Docker 28.2.2}.
   * Starts nothing.
   */
  String engine();

  /** Stops all sandboxes, including busy ones; returns when they are gone. */
  @Override
  void close();
}
