package dev.postern.mapping.vtl;

import dev.postern.mapping.vtl.Statement.Text;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiled script. Thread-safe, without locks. */
public final class Script {
  private final Statement root;
  private final List<String> names;
  private final Map<String, Macro> macros;
  private final BoundedCache<Pattern> patterns = new BoundedCache<>(Pattern::compile);

  Script(Statement root, List<String> names, Map<String, Macro> macros) {
    this.root = root;
    this.names = List.copyOf(names);
    this.macros = Map.copyOf(macros);
  }

  /**
   * Parses and compiles a script.
   *
   * @throws VtlException if the text is not VTL
   */
  public static Script compile(String source) {
    try {
      return new Compiler().compile(source);
    } catch (StackOverflowError e) {
      throw new VtlException("nested too deeply", e);
    }
  }

  /** Returns a script that fails at each rendering, for a text that did not parse. */
  public static Script failing(VtlException fault) {
    return new Script(
        new Statement.Failure(String.valueOf(fault.getMessage())), List.of(), Map.of());
  }

  /** Returns the output of a script without references and directives; null for other scripts. */
  public @Nullable String constant() {
    return root instanceof Text text ? text.text() : null;
  }

  /**
   * Renders the script.
   *
   * @param variables value of each name in the script; null for variables of the script itself
   * @throws VtlException if the script exceeds a limit or fails
   * @throws RuntimeException thrown by a method that the script called
   */
  public String render(Function<String, @Nullable Object> variables, Bounds bounds) {
    if (root instanceof Text text) {
      return text.text();
    }
    @Nullable Object[] values = new @Nullable Object[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = variables.apply(names.get(i));
    }
    Run run = new Run(this, values, bounds);
    Output out = new Output(run, 256);
    try {
      root.render(run, out);
    } catch (Jump _) {
      return out.toString(); // #stop, or #break outside of any loop
    } catch (StackOverflowError e) {
      throw new VtlException("values or blocks nested too deeply", e);
    }
    return out.toString();
  }

  @Nullable Macro macro(String name) {
    return macros.get(name);
  }

  Pattern pattern(String regex) {
    return patterns.get(regex);
  }
}
