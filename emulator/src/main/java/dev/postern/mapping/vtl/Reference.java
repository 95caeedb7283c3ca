package dev.postern.mapping.vtl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code $root.property.method("x")[0]}. Null if any step is null.
 *
 * @param alternative value in the case of null, as in <code>${x|'other'}</code>
 */
record Reference(Expression root, List<AccessStep> steps, @Nullable Expression alternative)
    implements Expression {
  Reference {
    steps = List.copyOf(steps);
  }

  @Override
  public @Nullable Object value(Run run) {
    run.chargeStep();
    Object value = root.value(run);
    for (int i = 0; i < steps.size() && value != null; i++) {
      value = steps.get(i).from(value, run);
    }
    return value == null && alternative != null ? alternative.value(run) : value;
  }

  /** A variable of the script. */
  record Variable(int slot) implements Expression {
    @Override
    public @Nullable Object value(Run run) {
      return run.variable(slot);
    }
  }

  /** {@code $foreach}: the innermost loop; null outside of loops. */
  record LoopVariable() implements Expression {
    @Override
    public @Nullable Object value(Run run) {
      return run.loop();
    }
  }

  /** {@code $velocityCount} and {@code $velocityHasNext} of Velocity 1. */
  record LegacyLoopVariable(boolean count) implements Expression {
    @Override
    public @Nullable Object value(Run run) {
      ForeachVariable loop = run.loop();
      if (loop == null) {
        return null;
      }
      return count ? (Object) loop.count() : (Object) loop.hasNext();
    }
  }
}
