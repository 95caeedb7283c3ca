package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** What a script passes to a method of a {@link Scriptable}. For the time of the call. */
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

  /** The argument as it would be printed: null is empty. */
  public String text(int index) {
    return Printer.text(values[index], run);
  }

  /**
   * Takes work off what the script may still do.
   *
   * @throws VtlException when that is too much
   */
  public void charge(long units) {
    run.charge(units);
  }

  /** The most characters a result may have. */
  public int mostCharacters() {
    return run.characters();
  }
}
