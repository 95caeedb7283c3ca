package dev.postern.control;

import dev.postern.aws.Quota;
import dev.postern.aws.error.RestErrors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Rules for the tags of API Gateway resources.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-restrictions.html">
 *     Tagging restrictions for API Gateway resources</a>
 */
public final class TagRules {
  private final Quotas quotas;

  public TagRules(Quotas quotas) {
    this.quotas = quotas;
  }

  /** Returns the tags of a new resource. */
  public Map<String, String> ofNew(Map<String, String> tags) {
    return merged(Map.of(), tags);
  }

  /** Returns the present tags with the added ones; an added tag replaces one with the same key. */
  public Map<String, String> merged(Map<String, String> present, Map<String, String> added) {
    added.forEach(TagRules::check);
    Map<String, String> all = new LinkedHashMap<>(present);
    all.putAll(added);
    quotas.checkSize(Quota.TAGS_PER_RESOURCE, all.size());
    return all;
  }

  /** Returns the present tags without the given keys. Ignores keys that are not present. */
  public Map<String, String> without(Map<String, String> present, Collection<String> keys) {
    Map<String, String> left = new LinkedHashMap<>(present);
    left.keySet().removeAll(keys);
    return left;
  }

  private static void check(String key, String value) {
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw RestErrors.reservedTagKey();
    }
    if (key.isEmpty() || key.length() > 128 || value == null || value.length() > 256) {
      throw RestErrors.invalidTag();
    }
  }
}
