package dev.postern.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.ApiId;
import dev.postern.aws.Caller;
import dev.postern.aws.QuotaPeriod;
import dev.postern.aws.Region;
import dev.postern.aws.StageName;
import dev.postern.limit.MethodLimits.Refusal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of the order of limits, and of what lasts when keys, plans and stages change. */
class MethodLimitsTest {
  private static final Caller OWNER =
      new Caller(new AccountId("123456789012"), new Region("eu-west-1"));
  private static final ApiId API = new ApiId("a1b2c3d4e5");
  private static final StageName DEV = new StageName("dev");
  private static final long TODAY = LocalDate.parse("2026-03-10").toEpochDay();

  private final AtomicLong now = new AtomicLong();
  private final MemoryUsageCounters counters = new MemoryUsageCounters();
  private final Keys keys = new Keys(new HashMap<>());
  private final AccountLimits account = account(null);

  /** Keys by value; each is in one plan. */
  private record Keys(Map<String, KeyTerms> byValue) implements ApiKeyDirectory {
    @Override
    public @Nullable KeyTerms find(String value, ApiId api, StageName stage) {
      return byValue.get(value);
    }

    @Override
    public boolean contains(String planId, String keyId) {
      return byValue.values().stream()
          .anyMatch(terms ->
              terms.keyId().equals(keyId)
                  && terms.plan() != null
                  && terms.plan().id().equals(planId));
    }
  }

  private record Fixed(int limit, QuotaPeriod period, long more) implements KeyTerms.Quota {
    @Override
    public long allowed(LocalDate day) {
      return limit + more;
    }
  }

  private AccountLimits account(@Nullable Throttle throttle) {
    return new TrafficLimits(counters, now::get, throttle).of(OWNER);
  }

  /** What a plan gives a key. */
  private record Terms(KeyTerms.Plan plan, KeyTerms.@Nullable Quota quota) {
    KeyTerms of(String keyId, String value) {
      return new KeyTerms(keyId, value, true, plan, quota);
    }
  }

  private void publish(@Nullable Terms terms) {
    keys.byValue()
        .put(
            "value",
            terms == null
                ? new KeyTerms("k1", "value", true, null, null)
                : terms.of("k1", "value"));
    account.publish(keys);
  }

  private static Terms plan(
      @Nullable Throttle throttle, Map<String, Throttle> methods, KeyTerms.@Nullable Quota quota) {
    return new Terms(new KeyTerms.Plan("p1", throttle, methods), quota);
  }

  private StageLimits dev() {
    return account.stage(API, DEV);
  }

  private StageKey key() {
    return Objects.requireNonNull(dev().key("value"));
  }

  private static KeyTerms.Quota daily(int limit) {
    return new Fixed(limit, QuotaPeriod.DAY, 0);
  }

  private long used() {
    return counters.used(OWNER, "p1", "k1", TODAY);
  }

  @Test
  void limitsAreCheckedInAwsOrderAndARefusedRequestTakesNothing() {
    publish(plan(new Throttle(0, 5), Map.of("/pets/GET", new Throttle(0, 4)), daily(3)));
    MethodLimits limits = dev().method("/pets", "GET", new Throttle(0, 2));

    assertThat(limits.take(key(), TODAY)).isNull();
    assertThat(limits.take(key(), TODAY)).isNull();
    for (int i = 0; i < 9; i++) {
      assertThat(limits.take(key(), TODAY)).isInstanceOf(Refusal.MethodThrottled.class);
    }
    assertThat(used()).isEqualTo(2);

    MethodLimits unlimited = dev().method("/pets", "GET", null);
    assertThat(unlimited.take(key(), TODAY)).isNull();
    for (int i = 0; i < 9; i++) {
      assertThat(unlimited.take(key(), TODAY)).isInstanceOf(Refusal.QuotaExceeded.class);
    }
    assertThat(used()).isEqualTo(3);

    assertThat(unlimited.take(key(), TODAY + 1)).isNull();
    assertThat(unlimited.take(key(), TODAY + 1))
        .isEqualTo(
            new Refusal.KeyThrottled(Objects.requireNonNull(key().plan()), new Throttle(0, 4)));
    MethodLimits other = dev().method("/pets", "PUT", null);
    assertThat(other.take(key(), TODAY + 1)).isNull();
    assertThat(other.take(key(), TODAY + 1))
        .isEqualTo(
            new Refusal.KeyThrottled(Objects.requireNonNull(key().plan()), new Throttle(0, 5)));
  }

  @Test
  void planLimitsAKeyOverAllItsStages() {
    publish(plan(new Throttle(0, 2), Map.of(), null));
    StageLimits prod = account.stage(API, new StageName("prod"));

    assertThat(dev().method("/", "GET", null).take(key(), TODAY)).isNull();
    assertThat(prod.method("/", "GET", null).take(prod.key("value"), TODAY)).isNull();
    assertThat(prod.method("/", "GET", null).take(prod.key("value"), TODAY)).isNotNull();
  }

  @Test
  void planLimitsAMethodOnEachStageApart() {
    publish(plan(null, Map.of("/GET", new Throttle(0, 1)), null));
    StageLimits prod = account.stage(API, new StageName("prod"));

    assertThat(dev().method("/", "GET", null).take(key(), TODAY)).isNull();
    assertThat(dev().method("/", "GET", null).take(key(), TODAY)).isNotNull();
    assertThat(prod.method("/", "GET", null).take(prod.key("value"), TODAY)).isNull();
  }

  @Test
  void everyKeyHasItsOwnBucketAndQuota() {
    publish(plan(new Throttle(0, 1), Map.of(), daily(1)));
    keys.byValue().put("other", plan(new Throttle(0, 1), Map.of(), daily(1)).of("k2", "other"));
    MethodLimits limits = dev().method("/pets", "GET", null);

    assertThat(limits.take(key(), TODAY)).isNull();
    assertThat(limits.take(key(), TODAY)).isNotNull();
    assertThat(limits.take(dev().key("other"), TODAY)).isNull();
  }

  @Test
  void requestWithoutAPlanIsLimitedByStageAndAccountOnly() {
    AccountLimits small = account(new Throttle(1, 2));
    publish(null);
    MethodLimits limits = small.stage(API, DEV).method("/pets", "GET", new Throttle(1, 100));

    assertThat(limits.take(null, TODAY)).isNull();
    assertThat(limits.take(key(), TODAY)).isNull();
    assertThat(limits.take(null, TODAY)).isEqualTo(new Refusal.MethodThrottled(new Throttle(1, 2)));
    assertThat(counters.used(OWNER, "p1", "k1", TODAY)).isZero();
  }

  @Test
  void accountIsLimitedOverAllItsApis() {
    AccountLimits small = account(new Throttle(0, 3));
    MethodLimits one = small.stage(API, DEV).method("/a", "GET", new Throttle(0, 2));
    MethodLimits two = small.stage(new ApiId("b"), DEV).method("/b", "GET", null);

    assertThat(two.take(null, TODAY)).isNull();
    assertThat(two.take(null, TODAY)).isNull();
    assertThat(one.take(null, TODAY)).isNull();
    assertThat(one.take(null, TODAY)).isInstanceOf(Refusal.MethodThrottled.class);
    // What the account refused has taken nothing from the method.
    MethodLimits free = new MethodLimits(one.method(), one.bucket(), null);
    assertThat(free.take(null, TODAY)).isNull();
    assertThat(free.take(null, TODAY)).isNotNull();
  }

  @Test
  void changesOfKeysAndPlansHoldForTheNextRequest() {
    publish(null);
    MethodLimits limits = dev().method("/pets", "GET", null);
    assertThat(key().plan()).isNull();

    publish(plan(null, Map.of(), daily(1)));
    assertThat(limits.take(key(), TODAY)).isNull();
    assertThat(limits.take(key(), TODAY)).isInstanceOf(Refusal.QuotaExceeded.class);

    publish(plan(null, Map.of(), new Fixed(1, QuotaPeriod.DAY, 1)));
    assertThat(limits.take(key(), TODAY)).isNull();
    assertThat(limits.take(key(), TODAY)).isInstanceOf(Refusal.QuotaExceeded.class);

    keys.byValue().clear();
    account.publish(keys);
    assertThat(dev().key("value")).isNull();
  }

  @Test
  void changeThatLeavesALimitAloneFillsNoBucket() {
    publish(plan(new Throttle(0, 1), Map.of("/pets/GET", new Throttle(0, 2)), null));
    MethodLimits limits = dev().method("/pets", "GET", new Throttle(0, 3));
    assertThat(limits.take(key(), TODAY)).isNull();

    publish(plan(new Throttle(0, 1), Map.of("/pets/GET", new Throttle(0, 2)), daily(5)));
    assertThat(limits.take(key(), TODAY)).isNotNull();
    assertThat(dev().method("/pets", "GET", new Throttle(0, 3)).bucket()).isSameAs(limits.bucket());
    assertThat(dev().method("/pets", "GET", new Throttle(0, 4)).bucket())
        .isNotSameAs(limits.bucket());

    publish(plan(new Throttle(0, 2), Map.of("/pets/GET", new Throttle(0, 2)), daily(5)));
    assertThat(limits.take(key(), TODAY)).isNull();
    assertThat(limits.take(key(), TODAY)).isNotNull();
  }

  @Test
  void removedStageAndApiLoseTheirBuckets() {
    TokenBucket before = dev().method("/pets", "GET", new Throttle(0, 1)).bucket();

    account.retain(API, Set.of(DEV));
    assertThat(dev().method("/pets", "GET", new Throttle(0, 1)).bucket()).isSameAs(before);
    account.retain(API, Set.of());
    assertThat(dev().method("/pets", "GET", new Throttle(0, 1)).bucket()).isNotSameAs(before);
    StageLimits stage = dev();
    account.remove(API);
    assertThat(dev()).isNotSameAs(stage);
  }

  @Test
  void usesOfRemovedKeysAreForgottenAfterSomeTime() {
    for (int i = 0; i < 3_000; i++) {
      keys.byValue().clear();
      keys.byValue().put("v" + i, plan(null, Map.of(), null).of("k" + i, "v" + i));
      account.publish(keys);
      dev().method("/", "GET", null).take(dev().key("v" + i), TODAY);
    }

    assertThat(counters.used(OWNER, "p1", "k2999", TODAY)).isEqualTo(1);
    assertThat(counters.used(OWNER, "p1", "k0", TODAY)).isZero();
  }
}
