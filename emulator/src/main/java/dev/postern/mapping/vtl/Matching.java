package dev.postern.mapping.vtl;

import dev.postern.mapping.json.CountedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Java's regular expressions with limited work. Each character that the matcher reads is charged,
 * so an expression that backtracks endlessly fails.
 */
final class Matching {
  private Matching() {}

  static boolean matches(String text, String regex, Run run) {
    return matcher(text, regex, run).matches();
  }

  /**
   * Splits as {@link String#split(String, int)} does: no empty text for an empty match at the
   * start, and none at the end.
   */
  static List<String> split(String text, String regex, int limit, Run run) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    Matcher matcher = matcher(text, regex, run);
    while ((limit <= 0 || parts.size() < limit - 1) && find(matcher, run)) {
      if (matcher.end() > 0) {
        parts.add(part(text, from, matcher.start(), run));
        from = matcher.end();
      }
    }
    parts.add(part(text, from, text.length(), run));
    while (limit == 0 && parts.size() > 1 && parts.getLast().isEmpty()) {
      parts.removeLast();
    }
    if (limit == 0 && from > 0 && parts.getFirst().isEmpty() && parts.size() == 1) {
      parts.removeLast();
    }
    return parts;
  }

  private static String part(String text, int from, int to, Run run) {
    run.chargeElements(1);
    return run.chargeResult(text.substring(from, to));
  }

  static String replace(String text, String regex, String replacement, boolean all, Run run) {
    Matcher matcher = matcher(text, regex, run);
    if (!find(matcher, run)) {
      return text;
    }
    StringBuilder replaced = new StringBuilder();
    do {
      int before = replaced.length();
      matcher.appendReplacement(replaced, replacement);
      run.checkLength(replaced.length());
      run.charge(replaced.length() - before);
    } while (all && find(matcher, run));
    return matcher.appendTail(replaced).toString();
  }

  /** Finds the next match. Charges a step, because an empty match may read no character. */
  private static boolean find(Matcher matcher, Run run) {
    run.chargeStep();
    return matcher.find();
  }

  private static Matcher matcher(String text, String regex, Run run) {
    return pattern(regex, run).matcher(new CountedText(text, run::charge));
  }

  private static Pattern pattern(String regex, Run run) {
    try {
      return run.pattern(regex);
    } catch (PatternSyntaxException e) {
      throw new VtlException("not a regular expression: " + regex, e);
    }
  }
}
