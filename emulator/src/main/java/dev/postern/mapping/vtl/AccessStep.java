package dev.postern.mapping.vtl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a reference, from a value to one of its members. Immutable. */
sealed interface AccessStep {
  @Nullable Object from(Object target, Run run);

  /**
   * Executes {@code #set($target.step = value)}; has no effect if the target has no such member.
   */
  default void set(Object target, @Nullable Object value, Run run) {}

  /** {@code .name}. */
  record Property(String name) implements AccessStep {
    @Override
    public @Nullable Object from(Object target, Run run) {
      return Members.property(target, name);
    }

    @Override
    public void set(Object target, @Nullable Object value, Run run) {
      Members.put(target, name, value, run);
    }
  }

  /** {@code [key]}: index of a list, from its end if negative, or key of a map. */
  record Index(Expression key) implements AccessStep {
    @Override
    public @Nullable Object from(Object target, Run run) {
      return Members.at(target, key.value(run), run);
    }

    @Override
    public void set(Object target, @Nullable Object value, Run run) {
      Members.setAt(target, key.value(run), value, run);
    }
  }

  /** {@code .name(arguments)}. */
  record Call(String name, List<Expression> arguments) implements AccessStep {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public @Nullable Object from(Object target, Run run) {
      @Nullable Object[] values = new @Nullable Object[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments.get(i).value(run);
      }
      Object result = Members.call(target, name, values, run);
      return result instanceof String text ? run.chargeResult(text) : result;
    }
  }
}
