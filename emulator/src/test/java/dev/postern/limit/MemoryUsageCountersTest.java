package dev.postern.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryUsageCountersTest {
  private static final Caller OWNER =
      new Caller(new AccountId("123456789012"), new Region("eu-west-1"));

  private final MemoryUsageCounters counters = new MemoryUsageCounters();
  private final UsageCounter counter = counters.counter(OWNER, "plan", "key");

  @Test
  void requestsOfAPeriodAreCountedUntilTheQuota() {
    assertThat(counter.count(10, 8, 2)).isTrue();
    assertThat(counter.count(11, 8, 2)).isTrue();
    assertThat(counter.count(11, 8, 2)).isFalse();
    assertThat(counter.count(15, 15, 2)).isTrue();

    assertThat(counters.used(OWNER, "plan", "key", 10)).isEqualTo(1);
    assertThat(counters.used(OWNER, "plan", "key", 11)).isEqualTo(1);
    assertThat(counters.used(OWNER, "plan", "key", 12)).isZero();
  }

  @Test
  void quotaOfNothingRefusesAll() {
    assertThat(counter.count(10, 10, 0)).isFalse();
    assertThat(counter.count(10, 10, -5)).isFalse();
    assertThat(counter.used(10)).isZero();
  }

  @Test
  void requestThatIsGivenBackCountsNoMore() {
    counter.count(10, 10, 1);
    counter.giveBack(10);
    counter.giveBack(9);

    assertThat(counter.used(10)).isZero();
    assertThat(counter.count(10, 10, 1)).isTrue();
  }

  @Test
  void clockThatStepsBackCountsOnTheEarlierDay() {
    counter.count(10, 10, 5);
    counter.count(8, 8, 5);
    counter.count(9, 8, 1);
    counter.count(8, 8, 5);

    assertThat(List.of(counter.used(8), counter.used(9), counter.used(10)))
        .containsExactly(2L, 0L, 1L);
  }

  @Test
  void daysThatNobodyCanAskForAreForgotten() {
    for (int day = 0; day < 1_000; day++) {
      counter.count(day, day, 1);
    }

    assertThat(counter.used(999)).isEqualTo(1);
    assertThat(counter.used(999 - 120)).isEqualTo(1);
    assertThat(counter.used(500)).isZero();
  }

  @Test
  void keysAndPlansAndAccountsAreCountedApart() {
    counter.count(10, 10, 5);

    assertThat(counters.counter(OWNER, "plan", "key")).isSameAs(counter);
    assertThat(counters.used(OWNER, "other", "key", 10)).isZero();
    assertThat(counters.used(OWNER, "plan", "other", 10)).isZero();
    Caller elsewhere = new Caller(OWNER.account(), new Region("us-east-1"));
    assertThat(counters.used(elsewhere, "plan", "key", 10)).isZero();
  }

  @Test
  void countersOfRemovedKeysAreForgotten() {
    counter.count(10, 10, 5);
    counters.counter(OWNER, "plan", "gone").count(10, 10, 5);

    counters.retain(OWNER, (_, key) -> key.equals("key"));

    assertThat(counters.used(OWNER, "plan", "key", 10)).isEqualTo(1);
    assertThat(counters.used(OWNER, "plan", "gone", 10)).isZero();
    counters.clear();
    assertThat(counters.used(OWNER, "plan", "key", 10)).isZero();
  }

  @Test
  void quotaHoldsExactlyForManyThreads() {
    List<CompletableFuture<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(
          CompletableFuture.supplyAsync(() -> {
            int counted = 0;
            for (int call = 0; call < 5_000; call++) {
              counted += counter.count(10, 10, 7_777) ? 1 : 0;
            }
            return counted;
          }));
    }

    assertThat(callers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(7_777);
    assertThat(counter.used(10)).isEqualTo(7_777);
  }
}
