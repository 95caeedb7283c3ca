package dev.postern.runner;

/** A function failed, or was stopped, after it had begun to stream. */
public final class BrokenStream extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  /**
   * Tells what became of the invocation.
   *
   * @param outcome anything but {@link Outcome.Success}
   */
  public BrokenStream(Outcome outcome) {
    super("the function did not finish its stream", null, false, false);
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }
}
