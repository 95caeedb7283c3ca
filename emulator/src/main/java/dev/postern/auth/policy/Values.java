package dev.postern.auth.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Parsers of the values of typed condition operators. Null means malformed. */
final class Values {
  private static final int MAX_DIGITS = 64;
  private static final int MAX_EPOCH_DIGITS = 15;
  private static final int YEAR_DIGITS = 4;

  private Values() {}

  /** Parses an integer or a decimal number. */
  static @Nullable BigDecimal number(String text) {
    int digits = 0;
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.') {
        points++;
      } else if (i > 0 || (c != '-' && c != '+')) {
        return null;
      }
    }
    return digits == 0 || points > 1 || text.length() > MAX_DIGITS ? null : new BigDecimal(text);
  }

  static @Nullable Boolean bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    }
    return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
  }

  static byte @Nullable [] binary(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /**
   * Parses a date in one of the ISO 8601 forms of the W3C profile, or in seconds since 1970. Four
   * digits are a year.
   *
   * @see <a href="https://www.w3.org/TR/NOTE-datetime">Date and Time Formats</a>
   */
  static @Nullable Instant date(String text) {
    try {
      if (text.length() != YEAR_DIGITS && isNumber(text)) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
      return switch (text.length()) {
        case YEAR_DIGITS -> isNumber(text) ? start(YearMonth.of(Integer.parseInt(text), 1)) : null;
        case 7 -> start(YearMonth.parse(text));
        case 10 -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        default -> OffsetDateTime.parse(text).toInstant();
      };
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_EPOCH_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
