package dev.postern.mapping.vtl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts of values that scripts left behind, within bounds: a value may hold itself. */
public final class ValueText {
  private static final int MOST = 1 << 20;
  private static final Bounds BOUNDS = new Bounds(0, MOST, 8L * MOST);

  private ValueText() {}

  /**
   * The texts of several values with something between them, each as inside a collection: null is
   * {@code null}.
   *
   * @throws VtlException when that is too long, or a value nested too deeply
   */
  public static String joined(List<?> values, String between) {
    Script none = new Script(new Statement.Text(""), List.of(), Map.of());
    Run run = new Run(none, new @Nullable Object[0], BOUNDS);
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
