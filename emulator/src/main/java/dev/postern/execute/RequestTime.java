package dev.postern.execute;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The format of {@code $context.requestTime}: CLF, such as {@code 10/Mar/2026:05:16:23 +0000}.
 * Every event of a proxy function contains it, and a {@code DateTimeFormatter} is ten times slower.
 */
final class RequestTime {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private RequestTime() {}

  static String format(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(26);
    append(text, utc.getDayOfMonth(), '/');
    text.append(MONTHS.get(utc.getMonthValue() - 1)).append('/').append(utc.getYear()).append(':');
    append(text, utc.getHour(), ':');
    append(text, utc.getMinute(), ':');
    append(text, utc.getSecond(), ' ');
    return text.append("+0000").toString();
  }

  private static void append(StringBuilder text, int number, char after) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10)).append(after);
  }
}
