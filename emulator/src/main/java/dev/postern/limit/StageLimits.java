package dev.postern.limit;

import dev.postern.aws.ApiId;
import dev.postern.aws.StageName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one stage: its methods' buckets, and the keys that have called it. A key is looked
 * up once after each change of the account's keys and plans; further requests find it in a hash
 * map.
 */
public final class StageLimits {
  private final AccountLimits account;
  private final ApiId api;
  private final StageName stage;
  private final String name;
  private final Map<String, StageKey> keys = new ConcurrentHashMap<>();
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  StageLimits(AccountLimits account, ApiId api, StageName stage) {
    this.account = account;
    this.api = api;
    this.stage = stage;
    this.name = api.value() + "/" + stage.value();
  }

  /** Returns the key with this value, or null if there is none. */
  public @Nullable StageKey key(String value) {
    AccountLimits.Published published = account.published();
    StageKey known = keys.get(value);
    if (known != null && known.version() == published.version()) {
      return known;
    }
    KeyTerms terms = published.keys().find(value, api, stage);
    if (terms == null) {
      keys.remove(value);
      return null;
    }
    StageKey key = key(published.version(), terms);
    // The value of the directory: that of the request would be one more copy.
    keys.put(terms.value(), key);
    return key;
  }

  private StageKey key(long version, KeyTerms terms) {
    KeyTerms.Plan plan = terms.plan();
    if (plan == null) {
      return new StageKey(version, terms);
    }
    PlanKeyUse use = account.use(plan.id(), terms.keyId());
    return new StageKey(
        version,
        terms,
        use.bucket(plan.throttle()),
        use.buckets(name, plan.methods()),
        use.counter());
  }

  /**
   * Returns the limits of a method.
   *
   * @param path path template of the resource
   * @param verb in upper case, or {@code ANY}
   * @param throttle limit by the stage's method settings; null for none
   */
  public MethodLimits method(String path, String verb, @Nullable Throttle throttle) {
    // The key of the root's method is /GET.
    String method = path.equals("/") ? "/" + verb : path + "/" + verb;
    TokenBucket bucket = PlanKeyUse.current(buckets.get(method), throttle, account.nanoTime());
    if (bucket == null) {
      buckets.remove(method);
    } else {
      buckets.put(method, bucket);
    }
    return new MethodLimits(method, bucket, account.bucket());
  }
}
