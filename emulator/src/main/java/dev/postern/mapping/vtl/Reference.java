package dev.postern.mapping.vtl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code $root.property.method("x")[0]}: null as soon as one step is.
 *
 * @param alternative what <code>${x|'other'}</code> names for the case of null
 */
record Reference(Expression root, List<Step> steps, @Nullable Expression alternative)
    implements Expression {
  Reference {
    steps = List.copyOf(steps);
  }

  @Override
  public @Nullable Object value(Run run) {
    run.step();
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

  /** {@code $foreach}: the innermost loop, null outside of any. */
  record LoopVariable() implements Expression {
    @Override
    public @Nullable Object value(Run run) {
      return run.loop();
    }
  }

  /** {@code $velocityCount} and {@code $velocityHasNext}, of Velocity before 2. */
  record LegacyLoopVariable(boolean count) implements Expression {
    @Override
    public @Nullable Object value(Run run) {
      Loop loop = run.loop();
      if (loop == null) {
        return null;
      }
      return count ? (Object) loop.count() : (Object) loop.hasNext();
    }
  }
}
