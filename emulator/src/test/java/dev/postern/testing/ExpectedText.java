package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders for parts that vary: {@code {uuid}}, {@code {number}}, {@code {hex}},
 * {@code {any}} (text on one line without a quotation mark) and {@code {rest}} (any text, possibly
 * empty).
 */
public record ExpectedText(String text) {
  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "{uuid}", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
          "{number}", "[0-9]+",
          "{hex}", "[0-9a-f]+",
          "{any}", "[^\"\n]+",
          "{rest}", "(?s:.*)");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z]+}");

  public boolean matches(String actual) {
    StringBuilder pattern = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int end = 0;
    while (placeholder.find()) {
      String allowed = PLACEHOLDERS.get(placeholder.group());
      if (allowed != null) {
        pattern.append(Pattern.quote(text.substring(end, placeholder.start()))).append(allowed);
        end = placeholder.end();
      }
    }
    pattern.append(Pattern.quote(text.substring(end)));
    return Pattern.matches(pattern.toString(), actual);
  }

  /** Fails with both texts unless the actual text matches. */
  public void check(String what, String actual) {
    if (!matches(actual)) {
      assertThat(actual).as(what).isEqualTo(text);
    }
  }
}
