package dev.postern.auth.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** The typed operators of {@link NaivePolicy}. */
final class NaiveOperators {
  private static final Set<String> NEGATABLE =
      Set.of(
          "StringEquals",
          "StringEqualsIgnoreCase",
          "StringLike",
          "ArnEquals",
          "ArnLike",
          "NumericEquals",
          "DateEquals",
          "IpAddress");
  private static final Set<String> OTHERS =
      Set.of(
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals",
          "DateLessThan",
          "DateLessThanEquals",
          "DateGreaterThan",
          "DateGreaterThanEquals",
          "Bool",
          "BinaryEquals");

  private NaiveOperators() {}

  static boolean exist(String base, boolean negated) {
    return NEGATABLE.contains(base) || (!negated && OTHERS.contains(base));
  }

  static Optional<Boolean> compare(String operator, String actual, String wanted) {
    try {
      if (operator.startsWith("Numeric")) {
        return Optional.of(
            sign(operator)
                .test(Double.compare(Double.parseDouble(actual), Double.parseDouble(wanted))));
      }
      if (operator.startsWith("Date")) {
        return Optional.of(sign(operator).test(date(actual).compareTo(date(wanted))));
      }
      if (operator.equals("BinaryEquals")) {
        return Optional.of(
            Arrays.equals(Base64.getDecoder().decode(actual), Base64.getDecoder().decode(wanted)));
      }
      return Optional.of(inRange(actual, wanted));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static IntPredicate sign(String operator) {
    String order = operator.replaceAll("^(Numeric|Date)", "");
    return switch (order) {
      case "Equals" -> sign -> sign == 0;
      case "LessThan" -> sign -> sign < 0;
      case "LessThanEquals" -> sign -> sign <= 0;
      case "GreaterThan" -> sign -> sign > 0;
      default -> sign -> sign >= 0;
    };
  }

  private static Instant date(String text) {
    return text.matches("\\d{5,15}")
        ? Instant.ofEpochSecond(Long.parseLong(text))
        : OffsetDateTime.parse(text).toInstant();
  }

  private static boolean inRange(String address, String range) {
    String[] parts = range.split("/", -1);
    byte[] first = InetAddress.ofLiteral(parts[0]).getAddress();
    byte[] actual = InetAddress.ofLiteral(address).getAddress();
    int bits = 8 * first.length;
    int prefix = parts.length > 1 ? Integer.parseInt(parts[1]) : bits;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(range);
    }
    return first.length == actual.length
        && new BigInteger(1, first)
            .shiftRight(bits - prefix)
            .equals(new BigInteger(1, actual).shiftRight(bits - prefix));
  }
}
