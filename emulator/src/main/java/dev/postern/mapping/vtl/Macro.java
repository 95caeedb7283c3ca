package dev.postern.mapping.vtl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code #macro(name $a $b)}, available in the whole script. Its parameters are variables of the
 * script during the call.
 */
record Macro(String name, int[] parameters, Statement body) {

  void call(List<Expression> arguments, Run run, Output out) {
    @Nullable Object[] hidden = new @Nullable Object[parameters.length];
    @Nullable Object[] given = new @Nullable Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      hidden[i] = run.variable(parameters[i]);
      given[i] = i < arguments.size() ? arguments.get(i).value(run) : hidden[i];
    }
    run.enterMacro(name);
    assign(given, run);
    try {
      body.render(run, out);
    } catch (Jump jump) {
      if (!jump.endsBlock()) {
        throw jump;
      }
    } finally {
      assign(hidden, run);
      run.leaveMacro();
    }
  }

  private void assign(@Nullable Object[] values, Run run) {
    for (int i = 0; i < parameters.length; i++) {
      run.assign(parameters[i], values[i]);
    }
  }

  /**
   * {@code #name($x $y)}. Prints its source text if there is no such macro.
   *
   * @param source source text of the call
   */
  record Call(String name, List<Expression> arguments, String source) implements Statement {
    @Override
    public void render(Run run, Output out) {
      run.chargeStep();
      Macro macro = run.macro(name);
      if (macro == null) {
        out.append(source);
        return;
      }
      macro.call(arguments, run, out);
    }
  }
}
