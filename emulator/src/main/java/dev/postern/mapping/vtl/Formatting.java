package dev.postern.mapping.vtl;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code $text.format("%05.2f", $number)}, with widths and precisions of at most three digits. */
final class Formatting {
  private static final Pattern LARGE_NUMBER = Pattern.compile("\\d{4,}");

  /** A number that {@link Arithmetic} takes, written out, before and after its point. */
  private static final int LONGEST_SCALAR = 10_000;

  /** Formats are parsed before they are used. */
  private static final long COST_OF_CHARACTER = 8;

  private Formatting() {}

  static String format(String format, @Nullable Object[] arguments, Run run) {
    if (LARGE_NUMBER.matcher(format).find()) {
      throw new VtlException("a width or precision of more than three digits");
    }
    run.charge(COST_OF_CHARACTER * format.length());
    int longest = LONGEST_SCALAR;
    @Nullable Object[] values = new @Nullable Object[arguments.length];
    for (int i = 0; i < values.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof Number number) {
        Arithmetic.requireSmall(number);
      }
      boolean asIs = argument == null || argument instanceof Number || argument instanceof Boolean;
      values[i] = asIs ? argument : Printer.text(argument, run);
      longest = Math.max(longest, values[i] instanceof String text ? text.length() : 0);
    }
    long specifiers = format.chars().filter(c -> c == '%').count();
    run.requireRoom(format.length() + specifiers * longest);
    return String.format(Locale.ROOT, format, values);
  }
}
