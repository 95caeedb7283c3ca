package dev.postern.mapping.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks of the string formats of {@code format}. Each has linear cost. */
final class StringForm {
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt](\\d\\d):(\\d\\d):(\\d\\d)(?:\\.\\d{1,12})?"
              + "(?:[Zz]|[+-](\\d\\d)(?::?(\\d\\d))?)");
  private static final int MAX_EMAIL_LENGTH = 320;
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?:\"[^\"\\\\]*+\"|[^\\s\"(),:;<>@\\[\\]\\\\.]++(?:\\.[^\\s\"(),:;<>@\\[\\]\\\\.]++)*+)"
              + "@(?:\\[[^\\]\\s]++]|[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)*+)");
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final String LETTER = "a-zA-Z[^\\p{ASCII}]";
  private static final String LABEL_END = "(?:[" + LETTER + "\\d_-]{0,61}[" + LETTER + "\\d])?";
  private static final Pattern LABELS =
      Pattern.compile(
          "(?:[" + LETTER + "\\d]" + LABEL_END + "\\.)*[" + LETTER + "]" + LABEL_END + "\\.?");
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{1,8}(?:-\\p{XDigit}{1,4}){3}-\\p{XDigit}{1,12}");
  private static final Pattern MAC = Pattern.compile("\\p{XDigit}{2}(?::\\p{XDigit}{2}){5}");
  private static final Pattern BAD_TILDE = Pattern.compile("~(?![01])");

  private StringForm() {}

  static boolean isDateTime(String value) {
    Matcher parts = DATE_TIME.matcher(value);
    if (!parts.matches()) {
      return false;
    }
    int month = number(parts, 2);
    int day = number(parts, 3);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(number(parts, 1), month).lengthOfMonth()
        && number(parts, 4) < 24
        && number(parts, 5) < 60
        && number(parts, 6) < 60
        && number(parts, 7) < 24
        && number(parts, 8) < 60;
  }

  private static int number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  static boolean isHostName(String value) {
    return value.length() <= 254 && LABELS.matcher(value).matches();
  }

  /** Returns whether the value is an IPv6 address; the last two groups may be an IPv4 address. */
  static boolean isIpv6(String value) {
    int scope = value.indexOf('%');
    String address = scope < 0 ? value : value.substring(0, scope);
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address, true) == 8;
    }
    int before = groups(address.substring(0, gap), false);
    int after = groups(address.substring(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < 8;
  }

  /** Returns the number of groups of 16 bits, or -1 if one is invalid. */
  private static int groups(String text, boolean endsInIpv4) {
    if (text.isEmpty()) {
      return 0;
    }
    if (text.length() > 45) {
      return -1;
    }
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (endsInIpv4 && i == parts.length - 1 && isIpv4(parts[i])) {
        count += 2;
      } else if (parts[i].matches("\\p{XDigit}{1,4}")) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }

  static boolean isUri(String value) {
    try {
      var _ = new URI(value);
      return true;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  static boolean isEmail(String value) {
    return value.length() <= MAX_EMAIL_LENGTH && EMAIL.matcher(value).matches();
  }

  static boolean isIpv4(String value) {
    return IPV4.matcher(value).matches();
  }

  static boolean isUuid(String value) {
    return UUID.matcher(value).matches();
  }

  static boolean isMac(String value) {
    return MAC.matcher(value).matches();
  }

  static boolean isJsonPointer(String value) {
    return value.isEmpty() || (value.startsWith("/") && !BAD_TILDE.matcher(value).find());
  }
}
