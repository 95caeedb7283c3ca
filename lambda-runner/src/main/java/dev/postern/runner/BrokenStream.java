package dev.postern.runner;

/** The failure of a function, or its termination, after it started to stream. */
public final class BrokenStream extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  /**
   * Creates the exception for an outcome.
   *
   * @param outcome not {@link Outcome.Success}
   */
  public BrokenStream(Outcome outcome) {
    super("the function did not finish its stream", null, false, false);
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }
}
