package dev.postern.mapping.vtl;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code $text.format("%05.2f", $number)}, with widths and precisions of at most three digits. */
final class Formatting {
  private static final Pattern LARGE_NUMBER = Pattern.compile("\\d{4,}");

  /** Maximum length of a formatted number that {@link Arithmetic} accepts. */
  private static final int MAX_SCALAR_LENGTH = 10_000;

  /** Work for each character of a format, which must be parsed. */
  private static final long CHARACTER_COST = 8;

  private Formatting() {}

  static String format(String format, @Nullable Object[] arguments, Run run) {
    if (LARGE_NUMBER.matcher(format).find()) {
      throw new VtlException("a width or precision of more than three digits");
    }
    run.charge(CHARACTER_COST * format.length());
    int maxLength = MAX_SCALAR_LENGTH;
    @Nullable Object[] values = new @Nullable Object[arguments.length];
    for (int i = 0; i < values.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof Number number) {
        Arithmetic.requireSmall(number);
      }
      boolean asIs = argument == null || argument instanceof Number || argument instanceof Boolean;
      values[i] = asIs ? argument : Printer.text(argument, run);
      maxLength = Math.max(maxLength, values[i] instanceof String text ? text.length() : 0);
    }
    long specifiers = format.chars().filter(c -> c == '%').count();
    run.checkLength(format.length() + specifiers * maxLength);
    return String.format(Locale.ROOT, format, values);
  }
}
