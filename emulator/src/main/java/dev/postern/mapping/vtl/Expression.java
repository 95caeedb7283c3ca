package dev.postern.mapping.vtl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Part of a script that has a value. Immutable. */
interface Expression {
  @Nullable Object value(Run run);

  /** Evaluates a condition. Only false and null are false; the empty string is true. */
  default boolean test(Run run) {
    Object value = value(run);
    return value instanceof Boolean truth ? truth : value != null;
  }

  /** A literal. */
  record Constant(Object constant) implements Expression {
    @Override
    public Object value(Run run) {
      return constant;
    }
  }

  /** {@code "text with $references"}. */
  record Interpolated(Statement content) implements Expression {
    @Override
    public Object value(Run run) {
      run.chargeStep();
      Output text = new Output(run, 64);
      content.render(run, text);
      return text.toString();
    }
  }

  /** {@code [$a, 2]}: a new list at each evaluation. */
  record ListLiteral(List<Expression> items) implements Expression {
    @Override
    public Object value(Run run) {
      run.chargeElements(1L + items.size());
      List<@Nullable Object> list = new ArrayList<>(items.size());
      for (Expression item : items) {
        list.add(Members.stored(item.value(run), run));
      }
      return list;
    }
  }

  /** <code>{"a": $b}</code>: a new map at each evaluation, in the order of the text. */
  record MapLiteral(List<Expression> keys, List<Expression> values) implements Expression {
    @Override
    public Object value(Run run) {
      run.chargeElements(1L + keys.size());
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        map.put(
            MapMethods.key(keys.get(i).value(run), run),
            Members.stored(values.get(i).value(run), run));
      }
      return map;
    }
  }

  /** {@code [1..$n]}, descending if the second number is smaller. */
  record Range(Expression from, Expression to) implements Expression {
    @Override
    public @Nullable Object value(Run run) {
      if (!(from.value(run) instanceof Number first) || !(to.value(run) instanceof Number last)) {
        return null;
      }
      long start = first.intValue();
      long end = last.intValue();
      long size = Math.abs(end - start) + 1;
      run.chargeElements(1 + size);
      List<Object> numbers = new ArrayList<>((int) size);
      for (long i = 0; i < size; i++) {
        numbers.add((int) (end >= start ? start + i : start - i));
      }
      return numbers;
    }
  }

  /** {@code !}. */
  record Not(Expression operand) implements Expression {
    @Override
    public Object value(Run run) {
      run.charge(1);
      return !operand.test(run);
    }
  }

  /** {@code &&}, with short-circuit evaluation. */
  record And(Expression left, Expression right) implements Expression {
    @Override
    public Object value(Run run) {
      run.charge(1);
      return left.test(run) && right.test(run);
    }
  }

  /** {@code ||}, with short-circuit evaluation. */
  record Or(Expression left, Expression right) implements Expression {
    @Override
    public Object value(Run run) {
      run.charge(1);
      return left.test(run) || right.test(run);
    }
  }

  /** {@code ==} and {@code !=}. */
  record Equal(Expression left, Expression right, boolean wanted) implements Expression {
    @Override
    public Object value(Run run) {
      return Equality.equal(left.value(run), right.value(run), run) == wanted;
    }
  }
}
