package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** Arguments of a call of a {@link Scriptable}'s method. Valid during the call. */
public final class Arguments {
  private final @Nullable Object[] values;
  private final Run run;

  Arguments(@Nullable Object[] values, Run run) {
    this.values = values;
    this.run = run;
  }

  public int count() {
    return values.length;
  }

  /** Returns the argument as a template prints it; empty for null. */
  public String text(int index) {
    return Printer.text(values[index], run);
  }

  /**
   * Subtracts work from the script's remaining amount.
   *
   * @throws VtlException if the limit is exceeded
   */
  public void charge(long units) {
    run.charge(units);
  }

  /** Returns the maximum length of a result. */
  public int maxCharacters() {
    return run.maxCharacters();
  }
}
