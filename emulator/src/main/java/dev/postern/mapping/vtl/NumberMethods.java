package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/**
 * Methods of numbers, booleans and characters that scripts may call. They include static methods of
 * the Java classes: templates parse numbers by {@code $anyInteger.parseInt("5")}.
 */
final class NumberMethods {
  private NumberMethods() {}

  static @Nullable Object call(Number number, String name, @Nullable Object[] arguments, Run run) {
    if (arguments.length == 0) {
      return call(number, name);
    }
    scan(arguments, run);
    return switch (number) {
      case Integer whole -> integer(whole, name, arguments);
      case Long whole -> longInteger(whole, name, arguments);
      case Double decimal -> decimal(decimal, name, arguments);
      default -> compare(number, name, arguments);
    };
  }

  static @Nullable Object call(Boolean truth, String name, @Nullable Object[] arguments, Run run) {
    if (arguments.length == 0) {
      return switch (name) {
        case "booleanValue" -> truth;
        case "hashCode" -> truth.hashCode();
        default -> null;
      };
    }
    scan(arguments, run);
    return switch (name) {
      case "parseBoolean", "valueOf" ->
          arguments[0] instanceof String text ? Boolean.valueOf(text) : null;
      case "compareTo" -> arguments[0] instanceof Boolean other ? truth.compareTo(other) : null;
      default -> null;
    };
  }

  static @Nullable Object call(Character character, String name, @Nullable Object[] arguments) {
    return switch (name) {
      case "charValue" -> character;
      case "hashCode" -> character.hashCode();
      case "compareTo" ->
          arguments.length == 1 && arguments[0] instanceof Character other
              ? character.compareTo(other)
              : null;
      default -> null;
    };
  }

  /** Charges the work of parsing texts as numbers. */
  private static void scan(@Nullable Object[] arguments, Run run) {
    for (Object argument : arguments) {
      if (argument instanceof String text) {
        run.charge(text.length());
      }
    }
  }

  private static @Nullable Object call(Number number, String name) {
    return switch (name) {
      case "intValue" -> number.intValue();
      case "longValue" -> number.longValue();
      case "doubleValue" -> number.doubleValue();
      case "floatValue" -> number.floatValue();
      case "shortValue" -> number.shortValue();
      case "byteValue" -> number.byteValue();
      case "hashCode" -> number.hashCode();
      case "isNaN" -> number instanceof Double decimal ? decimal.isNaN() : null;
      case "isInfinite" -> number instanceof Double decimal ? decimal.isInfinite() : null;
      default -> null;
    };
  }

  private static @Nullable Object integer(
      Integer number, String name, @Nullable Object[] arguments) {
    Object first = arguments[0];
    Object second = arguments.length == 2 ? arguments[1] : null;
    return switch (name) {
      case "parseInt", "valueOf" ->
          switch (first) {
            case String text ->
                Integer.parseInt(text, second instanceof Integer radix ? radix : 10);
            case Integer same -> same;
            case null, default -> null;
          };
      case "toString" ->
          first instanceof Integer same
              ? Integer.toString(same, second instanceof Integer radix ? radix : 10)
              : null;
      case "toHexString" -> first instanceof Integer same ? Integer.toHexString(same) : null;
      case "toBinaryString" -> first instanceof Integer same ? Integer.toBinaryString(same) : null;
      case "toOctalString" -> first instanceof Integer same ? Integer.toOctalString(same) : null;
      case "max" ->
          first instanceof Integer a && second instanceof Integer b ? Math.max(a, b) : null;
      case "min" ->
          first instanceof Integer a && second instanceof Integer b ? Math.min(a, b) : null;
      case "sum" -> first instanceof Integer a && second instanceof Integer b ? a + b : null;
      default -> compare(number, name, arguments);
    };
  }

  private static @Nullable Object longInteger(
      Long number, String name, @Nullable Object[] arguments) {
    return switch (name) {
      case "parseLong", "valueOf" ->
          switch (arguments[0]) {
            case String text -> Long.parseLong(text);
            case Long same -> same;
            case Integer whole -> whole.longValue();
            case null, default -> null;
          };
      case "toString" ->
          arguments[0] instanceof Number other ? Long.toString(other.longValue()) : null;
      default -> compare(number, name, arguments);
    };
  }

  private static @Nullable Object decimal(
      Double number, String name, @Nullable Object[] arguments) {
    return switch (name) {
      case "parseDouble", "valueOf" ->
          switch (arguments[0]) {
            case String text -> Double.parseDouble(text);
            case Number other -> other.doubleValue();
            case null, default -> null;
          };
      case "toString" ->
          arguments[0] instanceof Number other ? Double.toString(other.doubleValue()) : null;
      default -> compare(number, name, arguments);
    };
  }

  private static @Nullable Object compare(
      Number number, String name, @Nullable Object[] arguments) {
    return switch (name) {
      case "compareTo" ->
          arguments[0] instanceof Number other ? Arithmetic.compare(number, other) : null;
      case "compare" ->
          arguments.length == 2
                  && arguments[0] instanceof Number a
                  && arguments[1] instanceof Number b
              ? Arithmetic.compare(a, b)
              : null;
      default -> null;
    };
  }
}
