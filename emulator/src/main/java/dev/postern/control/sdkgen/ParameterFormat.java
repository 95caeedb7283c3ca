package dev.postern.control.sdkgen;

import java.util.regex.Pattern;

/**
 * Formats of SDK parameter values. Values are inserted in sources, build files and paths, so the
 * formats exclude characters that could end a literal or a path segment.
 */
enum ParameterFormat {
  NAME(
      "[A-Za-z_][A-Za-z0-9_]{0,127}", "letters, digits and underscores, not starting with a digit"),
  LETTERS("[A-Za-z]{1,128}", "letters only"),
  PACKAGE(
      "(?=.{1,255}$)[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*",
      "a package name: names of letters, digits and underscores, separated by dots"),
  COORDINATE(
      "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}",
      "letters, digits, dots, hyphens and underscores, starting with a letter, digit or underscore"),
  BUILD_SYSTEM("maven|gradle", "maven or gradle"),
  TEXT("(?s).{0,10000}", "at most 10000 characters");

  private final Pattern pattern;
  private final String rule;

  ParameterFormat(String pattern, String rule) {
    this.pattern = Pattern.compile(pattern);
    this.rule = rule;
  }

  boolean matches(String value) {
    return pattern.matcher(value).matches();
  }

  /** Returns the rule in words, to follow "must be". */
  String rule() {
    return rule;
  }
}
