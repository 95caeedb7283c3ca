package dev.postern.auth.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The request context: the values of condition keys. Must return the same values for a key while a
 * decision and its explanation are in use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">
 *     AWS global condition context keys</a>
 */
@FunctionalInterface
public interface ConditionKeys {
  /** A context without any key. */
  ConditionKeys NONE = _ -> List.of();

  /**
   * Returns the values of a key; empty if the request context does not have the key.
   *
   * @param key in lower case, such as {@code aws:sourceip}; key names ignore case
   */
  List<String> values(String key);

  /** Returns a context of these keys. Their names may be in any case. */
  static ConditionKeys of(Map<String, List<String>> values) {
    Map<String, List<String>> byKey = new HashMap<>();
    values.forEach((key, list) -> byKey.put(key.toLowerCase(Locale.ROOT), List.copyOf(list)));
    return key -> byKey.getOrDefault(key, List.of());
  }
}
