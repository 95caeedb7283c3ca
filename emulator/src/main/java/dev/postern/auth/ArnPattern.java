package dev.postern.auth;

/**
 * The operand of {@code ArnLike}: an ARN whose parts may hold {@code *} (any text) and {@code ?}
 * (one character). A wildcard does not reach over a colon, save in the last part.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     IAM JSON policy elements: Condition operators</a>
 */
public final class ArnPattern {
  private static final int PARTS = 6;

  private final String[] parts;

  private ArnPattern(String[] parts) {
    this.parts = parts;
  }

  public static ArnPattern of(String pattern) {
    return new ArnPattern(pattern.split(":", PARTS));
  }

  /** Case matters, as in IAM. */
  public boolean matches(String arn) {
    String[] actual = arn.split(":", PARTS);
    if (actual.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!wildcardMatches(parts[i], actual[i])) {
        return false;
      }
    }
    return true;
  }

  /** Greedy with one point of return, the latest star: linear for all patterns of practice. */
  static boolean wildcardMatches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      char wanted = p < pattern.length() ? pattern.charAt(p) : '\0';
      if (p < pattern.length() && wanted == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
