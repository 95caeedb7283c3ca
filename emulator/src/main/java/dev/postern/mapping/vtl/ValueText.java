package dev.postern.mapping.vtl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text of values that scripts created, with a maximum length, because a value may contain itself.
 */
public final class ValueText {
  private static final int MAX_LENGTH = 1 << 20;
  private static final Bounds BOUNDS = new Bounds(0, MAX_LENGTH, 8L * MAX_LENGTH);

  private ValueText() {}

  /**
   * Joins the texts of several values, each as it is printed inside a collection: null is {@code
   * null}.
   *
   * @throws VtlException if the result is too long or a value is nested too deeply
   */
  public static String joined(List<?> values, String between) {
    Script empty = new Script(new Statement.Text(""), List.of(), Map.of());
    Run run = new Run(empty, new @Nullable Object[0], BOUNDS);
    Output text = new Output(run, 32);
    try {
      for (int i = 0; i < values.size(); i++) {
        text.append(i == 0 ? "" : between);
        Printer.printInside(values.get(i), text);
      }
    } catch (StackOverflowError e) {
      throw new VtlException("values nested too deeply", e);
    }
    return text.toString();
  }
}
