package dev.postern.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(-5 * SECOND);

  private TokenBucket bucket(double rate, int burst) {
    return new TokenBucket(new Throttle(rate, burst), now::get);
  }

  /** Takes as many tokens as there are, no more than 100,000. */
  private static int drain(TokenBucket bucket) {
    int taken = 0;
    while (taken < 100_000 && bucket.take()) {
      taken++;
    }
    return taken;
  }

  @Test
  void fullBucketGivesItsBurstAtOnce() {
    assertThat(drain(bucket(5, 10))).isEqualTo(10);
    assertThat(drain(bucket(10_000, 5_000))).isEqualTo(5_000);
  }

  @Test
  void tokensComeBackAtTheRateAndNoMoreThanTheBurst() {
    TokenBucket bucket = bucket(5, 10);
    drain(bucket);

    now.addAndGet(SECOND / 5 - 10_000);
    assertThat(drain(bucket)).isZero();
    now.addAndGet(10_000);
    assertThat(drain(bucket)).isEqualTo(1);
    now.addAndGet(SECOND);
    assertThat(drain(bucket)).isEqualTo(5);
    now.addAndGet(3_600 * SECOND);
    assertThat(drain(bucket)).isEqualTo(10);
  }

  @Test
  void refusedTakeTakesNothing() {
    TokenBucket bucket = bucket(1, 1);
    drain(bucket);
    for (int i = 0; i < 50; i++) {
      assertThat(bucket.take()).isFalse();
    }

    now.addAndGet(SECOND);

    assertThat(drain(bucket)).isEqualTo(1);
  }

  @Test
  void tokenThatIsGivenBackCanBeTakenAgain() {
    TokenBucket bucket = bucket(1, 3);
    drain(bucket);
    bucket.giveBack();

    assertThat(drain(bucket)).isEqualTo(1);
  }

  @Test
  void tokensThatAreGivenBackLateDoNotOverfillTheBucket() {
    TokenBucket bucket = bucket(1, 3);
    drain(bucket);
    now.addAndGet(10 * SECOND);
    bucket.giveBack();

    assertThat(drain(bucket)).isEqualTo(3);
  }

  @Test
  void burstOfZeroRefusesAll() {
    TokenBucket none = bucket(0, 0);
    TokenBucket noBurst = bucket(100, 0);
    now.addAndGet(100 * SECOND);

    assertThat(drain(none)).isZero();
    assertThat(drain(noBurst)).isZero();
  }

  @Test
  void rateOfZeroGivesTheBurstOnce() {
    TokenBucket bucket = bucket(0, 2);

    assertThat(drain(bucket)).isEqualTo(2);
    now.addAndGet(1_000_000 * SECOND);
    assertThat(drain(bucket)).isZero();
  }

  @Test
  void clockThatStepsBackGivesNothing() {
    TokenBucket bucket = bucket(1, 2);
    drain(bucket);

    now.addAndGet(-10 * SECOND);

    assertThat(drain(bucket)).isZero();
  }

  @Test
  void limitHoldsExactlyForManyThreads() {
    TokenBucket bucket = bucket(1_000, 500);
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger clock = new AtomicInteger();
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(
          CompletableFuture.runAsync(() -> {
            for (int call = 0; call < 20_000; call++) {
              // 160,000 calls move the clock by one second.
              now.addAndGet(SECOND / 160_000);
              clock.incrementAndGet();
              if (bucket.take()) {
                taken.incrementAndGet();
              }
            }
          }));
    }
    callers.forEach(CompletableFuture::join);

    assertThat(clock.get()).isEqualTo(160_000);
    assertThat(taken.get()).isBetween(1_499, 1_500);
  }

  @Test
  void negativeLimitIsRefused() {
    assertThatThrownBy(() -> new Throttle(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Throttle(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Throttle(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limitIsWrittenAsInAwsLog() {
    assertThat(new Throttle(5, 10).describe()).isEqualTo("Limit: 5.00 Burst: 10");
    assertThat(new Throttle(0.125, 0).describe()).isEqualTo("Limit: 0.13 Burst: 0");
  }
}
