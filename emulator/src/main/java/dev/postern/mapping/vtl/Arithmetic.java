package dev.postern.mapping.vtl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntPredicate;
import org.apache.velocity.runtime.parser.node.MathUtils;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %} on numbers. Integers stay integers and widen on overflow. {@code +} with a
 * string on either side concatenates texts. The value is null for other operands and for division
 * by zero.
 */
record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {
  private static final int MAX_BITS = 4_096;

  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
  }

  @Override
  public @Nullable Object value(Run run) {
    run.charge(1);
    Object first = left.value(run);
    Object second = right.value(run);
    if (operator == Operator.ADD && (first instanceof String || second instanceof String)) {
      return run.chargeResult(Printer.text(first, run).concat(Printer.text(second, run)));
    }
    if (!(first instanceof Number a) || !(second instanceof Number b)) {
      return null;
    }
    requireSmall(a);
    requireSmall(b);
    return switch (operator) {
      case ADD -> MathUtils.add(a, b);
      case SUBTRACT -> MathUtils.subtract(a, b);
      case MULTIPLY -> MathUtils.multiply(a, b);
      case DIVIDE -> MathUtils.isZero(b) ? null : MathUtils.divide(a, b);
      case MODULO -> MathUtils.isZero(b) ? null : MathUtils.modulo(a, b);
    };
  }

  /** Comparison of two numbers; false if an operand is not a number. */
  record Comparison(IntPredicate wanted, Expression left, Expression right) implements Expression {
    @Override
    public Object value(Run run) {
      run.charge(1);
      return left.value(run) instanceof Number a
          && right.value(run) instanceof Number b
          && wanted.test(compare(a, b));
    }
  }

  /** {@code -$x}. */
  record Negation(Expression operand) implements Expression {
    @Override
    public @Nullable Object value(Run run) {
      run.charge(1);
      return operand.value(run) instanceof Number number ? MathUtils.negate(number) : null;
    }
  }

  /** Compares two numbers of any type. */
  static int compare(Number a, Number b) {
    requireSmall(a);
    requireSmall(b);
    return MathUtils.compare(a, b);
  }

  /** Throws for a number so large, or with such a large exponent, that it could fill the memory. */
  static void requireSmall(Number number) {
    boolean large =
        switch (number) {
          case BigInteger whole -> whole.bitLength() > MAX_BITS;
          case BigDecimal decimal ->
              decimal.unscaledValue().bitLength() > MAX_BITS
                  || Math.abs((long) decimal.scale()) > MAX_BITS;
          default -> false;
        };
    if (large) {
      throw new VtlException("a number too large to calculate with");
    }
  }
}
