package dev.postern.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Dates of HTTP headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-5.6.7">HTTP Semantics, section
 *     5.6.7</a>
 */
public final class HttpDate {
  /** Unlike {@code RFC_1123_DATE_TIME}, the day always has two digits. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** Returns the time in the form {@code Sat, 05 Mar 2022 15:50:39 GMT}. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }
}
