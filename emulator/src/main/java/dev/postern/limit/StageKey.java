package dev.postern.limit;

import dev.postern.aws.QuotaPeriod;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API key on a stage, with its buckets and its counter. Made from one version of the account's
 * keys and plans.
 */
public final class StageKey {
  private final long version;
  private final KeyTerms terms;
  private final @Nullable TokenBucket bucket;
  private final Map<String, TokenBucket> methodBuckets;
  private final @Nullable UsageCounter counter;

  /** The period of the latest request. Requests of one moment may compute it several times. */
  private volatile Window window = new Window(Long.MIN_VALUE, 0, 0);

  /** A day with the start of its quota period and the requests allowed in that. */
  private record Window(long day, long periodStart, long allowed) {}

  /** Creates a key that is in no usage plan for the stage. */
  StageKey(long version, KeyTerms terms) {
    this(version, terms, null, Map.of(), null);
  }

  StageKey(
      long version,
      KeyTerms terms,
      @Nullable TokenBucket bucket,
      Map<String, TokenBucket> methodBuckets,
      @Nullable UsageCounter counter) {
    this.version = version;
    this.terms = terms;
    this.bucket = bucket;
    this.methodBuckets = methodBuckets;
    this.counter = counter;
  }

  long version() {
    return version;
  }

  /** Returns the id of the key. */
  public String keyId() {
    return terms.keyId();
  }

  public boolean enabled() {
    return terms.enabled();
  }

  /** Returns the plan that covers the stage, or null. */
  public KeyTerms.@Nullable Plan plan() {
    return terms.plan();
  }

  KeyTerms.@Nullable Quota quota() {
    return terms.quota();
  }

  @Nullable TokenBucket bucket() {
    return bucket;
  }

  @Nullable TokenBucket bucket(String method) {
    return methodBuckets.isEmpty() ? null : methodBuckets.get(method);
  }

  /** Counts a request. Returns false if the quota is used up. */
  boolean count(long day) {
    if (counter == null) {
      return true;
    }
    Window current = window;
    if (current.day != day) {
      current = window(day);
      window = current;
    }
    return counter.count(day, current.periodStart, current.allowed);
  }

  void uncount(long day) {
    if (counter != null) {
      counter.giveBack(day);
    }
  }

  private Window window(long day) {
    KeyTerms.Quota quota = terms.quota();
    if (quota == null) {
      return new Window(day, day, Long.MAX_VALUE);
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    QuotaPeriod period = quota.period();
    return new Window(day, period.startOf(date).toEpochDay(), quota.allowed(date));
  }
}
