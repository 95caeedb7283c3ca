package dev.postern.auth.policy;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of {@link NaivePolicy}.
 *
 * @param variables whether the policy's version has variables
 */
record NaiveText(boolean variables) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^,}]+)(, '([^']*)')?}");

  static boolean matches(String regex, String text) {
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  /** Returns the text with its variables substituted, or null if one has no value. */
  @Nullable String filled(String text, ConditionKeys context) {
    return replaced(text, context, Function.identity(), Function.identity());
  }

  /** Returns the regular expression of a pattern with variables. */
  @Nullable String substituted(String pattern, ConditionKeys context) {
    return replaced(pattern, context, NaiveText::glob, Pattern::quote);
  }

  private @Nullable String replaced(
      String text,
      ConditionKeys context,
      Function<String, String> outside,
      Function<String, String> value) {
    if (!variables) {
      return outside.apply(text);
    }
    StringBuilder result = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    int end = 0;
    while (variable.find()) {
      result.append(outside.apply(text.substring(end, variable.start())));
      end = variable.end();
      String name = variable.group(1);
      List<String> values =
          name.length() == 1 ? List.of(name) : context.values(name.toLowerCase(Locale.ROOT));
      String chosen =
          values.size() == 1 ? values.getFirst() : values.isEmpty() ? variable.group(3) : null;
      if (chosen == null) {
        return null;
      }
      result.append(value.apply(chosen));
    }
    return result.append(outside.apply(text.substring(end))).toString();
  }

  static String glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    pattern
        .chars()
        .forEach(c ->
            regex.append(
                c == '*' ? ".*" : c == '?' ? "(?s:.)" : Pattern.quote(Character.toString(c))));
    return regex.toString();
  }
}
