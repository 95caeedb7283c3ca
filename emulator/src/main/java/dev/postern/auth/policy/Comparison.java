package dev.postern.auth.policy;

import dev.postern.auth.policy.Template.Part;
import dev.postern.aws.Unverified;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a condition operator, without its negation.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     IAM JSON policy elements: Condition operators</a>
 */
@FunctionalInterface
interface Comparison {
  /**
   * Compiles a value.
   *
   * @throws MalformedElementException if the operator does not support the value
   */
  ValueTest compile(Template value) throws MalformedElementException;

  /** Returns a comparison of whole texts. A variable without a value equals nothing. */
  static Comparison equalText(BiPredicate<String, String> equal) {
    return value ->
        (actual, keys) -> {
          String wanted = value.text(keys);
          return Truth.of(wanted != null && equal.test(wanted, actual));
        };
  }

  /** Returns a comparison with wildcards. */
  static Comparison like() {
    return value -> {
      WildcardPattern pattern = WildcardPattern.ofText(value, false);
      return (actual, keys) -> Truth.of(pattern.matches(actual, keys));
    };
  }

  /** Returns a comparison of ARNs, component by component. */
  static Comparison arn() {
    return value -> {
      WildcardPattern pattern = WildcardPattern.ofConditionArn(value);
      return (actual, keys) ->
          isArn(actual) ? Truth.of(pattern.matches(actual, keys)) : Truth.UNKNOWN;
    };
  }

  private static boolean isArn(String text) {
    int colons = 0;
    for (int at = text.indexOf(':'); at >= 0 && colons < 5; at = text.indexOf(':', at + 1)) {
      colons++;
    }
    return colons == 5;
  }

  /**
   * Returns a comparison of numbers that accepts the given signs of actual compared with wanted.
   */
  static Comparison number(IntPredicate sign) {
    return value -> {
      BigDecimal wanted = constant(value, Values::number, "it is no number");
      return (actual, _) -> {
        BigDecimal number = Values.number(actual);
        return number == null ? Truth.UNKNOWN : Truth.of(sign.test(number.compareTo(wanted)));
      };
    };
  }

  /** Returns a comparison of dates that accepts the given signs of actual compared with wanted. */
  static Comparison date(IntPredicate sign) {
    return value -> {
      Instant wanted = constant(value, Values::date, "it is no date");
      return (actual, _) -> {
        Instant date = Values.date(actual);
        return date == null ? Truth.UNKNOWN : Truth.of(sign.test(date.compareTo(wanted)));
      };
    };
  }

  /** Returns a comparison of booleans. */
  @Unverified(
      "Bool is assumed to take policy variables: the page on operators says so, the page on"
          + " variables says the opposite.")
  static Comparison bool() {
    return value -> {
      if (value.isConstant()) {
        boolean wanted = constant(value, Values::bool, "it is neither true nor false");
        return (actual, _) -> equal(Values.bool(actual), wanted);
      }
      return (actual, keys) -> {
        String text = value.text(keys);
        return text == null ? Truth.NO : equal(Values.bool(actual), Values.bool(text));
      };
    };
  }

  private static Truth equal(@Nullable Boolean actual, @Nullable Boolean wanted) {
    return actual == null || wanted == null ? Truth.UNKNOWN : Truth.of(actual.equals(wanted));
  }

  /** Returns a comparison of bytes; both sides are in base64. */
  static Comparison binary() {
    return value -> {
      byte[] wanted = constant(value, Values::binary, "it is not base64");
      return (actual, _) -> {
        byte[] bytes = Values.binary(actual);
        return bytes == null ? Truth.UNKNOWN : Truth.of(Arrays.equals(bytes, wanted));
      };
    };
  }

  /** Returns a comparison that tests whether an address is in a range. */
  static Comparison ip() {
    return value -> {
      IpRange range = constant(value, IpRange::parse, "it is no IP address or range");
      return (actual, _) -> {
        IpRange address = IpRange.address(actual);
        return address == null ? Truth.UNKNOWN : Truth.of(range.contains(address));
      };
    };
  }

  /** Parses a value that must not contain variables. */
  private static <T> T constant(
      Template value, Function<String, @Nullable T> read, String otherwise)
      throws MalformedElementException {
    if (value.parts().size() > 1
        || !(value.parts().isEmpty() || value.parts().getFirst() instanceof Part.Raw)) {
      throw new MalformedElementException("the operator takes no policy variable");
    }
    String text = value.text(ConditionKeys.NONE);
    T result = text == null ? null : read.apply(text);
    if (result == null) {
      throw new MalformedElementException(otherwise);
    }
    return result;
  }
}
