package dev.postern.mapping.vtl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Java's regular expressions on a budget: every character that the matcher reads is work, so that
 * an expression that backtracks without end fails instead.
 */
final class Matching {
  private Matching() {}

  static boolean matches(String text, String regex, Run run) {
    return matcher(text, regex, run).matches();
  }

  static List<String> split(String text, String regex, int limit, Run run) {
    return new ArrayList<>(List.of(pattern(regex, run).split(new Read(text, run), limit)));
  }

  static String replace(String text, String regex, String replacement, boolean all, Run run) {
    Matcher matcher = matcher(text, regex, run);
    if (!matcher.find()) {
      return text;
    }
    StringBuilder replaced = new StringBuilder();
    do {
      matcher.appendReplacement(replaced, replacement);
      run.requireRoom(replaced.length());
    } while (all && matcher.find());
    return matcher.appendTail(replaced).toString();
  }

  private static Matcher matcher(String text, String regex, Run run) {
    return pattern(regex, run).matcher(new Read(text, run));
  }

  private static Pattern pattern(String regex, Run run) {
    try {
      return run.pattern(regex);
    } catch (PatternSyntaxException e) {
      throw new VtlException("no regular expression: " + regex, e);
    }
  }

  /** Text that counts how often it is read. */
  private record Read(String text, Run run) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      run.charge(1);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
