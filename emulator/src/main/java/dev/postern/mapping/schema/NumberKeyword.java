package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Keywords for numbers. */
sealed interface NumberKeyword extends Keyword {
  @Override
  default void check(JsonNode instance, Check check) {
    if (instance.isNumber()) {
      check(instance, instance.decimalValue(), check);
    }
  }

  void check(JsonNode instance, BigDecimal value, Check check);

  /** Returns a number as it is in error texts: an integer without exponent. */
  static String text(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean whole = stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 19;
    return whole ? stripped.toPlainString() : stripped.toString();
  }

  /** {@code minimum}. */
  record Minimum(BigDecimal limit, boolean exclusive) implements NumberKeyword {
    @Override
    public void check(JsonNode instance, BigDecimal value, Check check) {
      int compared = value.compareTo(limit);
      if (compared < 0) {
        check.fail(() ->
            "numeric instance is lower than the required minimum (minimum: %s, found: %s)"
                .formatted(text(limit), instance));
      } else if (compared == 0 && exclusive) {
        check.fail(() ->
            "numeric instance is not strictly greater than the required minimum " + text(limit));
      }
    }
  }

  /** {@code maximum}. */
  record Maximum(BigDecimal limit, boolean exclusive) implements NumberKeyword {
    @Override
    public void check(JsonNode instance, BigDecimal value, Check check) {
      int compared = value.compareTo(limit);
      if (compared > 0) {
        check.fail(() ->
            "numeric instance is greater than the required maximum (maximum: %s, found: %s)"
                .formatted(text(limit), instance));
      } else if (compared == 0 && exclusive) {
        check.fail(() ->
            "numeric instance is not strictly lower than the required maximum " + text(limit));
      }
    }
  }

  /** {@code multipleOf}. */
  record MultipleOf(BigDecimal divisor) implements NumberKeyword {
    private static final long DIGIT_COST = 100;

    @Override
    public void check(JsonNode instance, BigDecimal value, Check check) {
      // A number with a short text can be expensive to divide.
      check.effort().charge(DIGIT_COST * (magnitude(value) + magnitude(divisor)));
      if (value.remainder(divisor).signum() != 0) {
        check.fail(
            () -> "remainder of division is not zero (%s / %s)".formatted(instance, text(divisor)));
      }
    }

    private static long magnitude(BigDecimal number) {
      return Math.abs((long) number.scale());
    }
  }
}
