package dev.postern.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Compares {@link TokenBucket} with a bucket that counts tokens in exact decimals. */
class TokenBucketProperties {
  private static final int BUCKETS = 300;
  private static final int CALLS = 400;

  /** Counts tokens as the definition says: refill, cap, take one. */
  private static final class NaiveBucket {
    private final BigDecimal perNano;
    private final BigDecimal burst;
    private BigDecimal tokens;
    private long last;

    NaiveBucket(int rate, int burst, long now) {
      this.perNano = BigDecimal.valueOf(rate).movePointLeft(9);
      this.burst = BigDecimal.valueOf(burst);
      this.tokens = this.burst;
      this.last = now;
    }

    /** Returns the tokens before the call takes one. */
    BigDecimal refill(long now) {
      tokens = tokens.add(perNano.multiply(BigDecimal.valueOf(now - last))).min(burst);
      last = now;
      return tokens;
    }

    void take() {
      tokens = tokens.subtract(BigDecimal.ONE);
    }
  }

  @Test
  void bucketTakesWhereTheNaiveOneDoes() {
    for (int number = 0; number < BUCKETS; number++) {
      long seed = 4_711L + number;
      Random random = new Random(seed);
      int rate = random.nextInt(1, 1 << random.nextInt(1, 20));
      int burst = random.nextInt(0, 1 << random.nextInt(1, 8));
      AtomicLong now = new AtomicLong(random.nextLong(-1L << 40, 1L << 40));
      TokenBucket bucket = new TokenBucket(new Throttle(rate, burst), now::get);
      NaiveBucket naive = new NaiveBucket(rate, burst, now.get());
      for (int call = 0; call < CALLS; call++) {
        now.addAndGet(random.nextInt(4) == 0 ? random.nextLong(4_000_000_000L / rate + 1) : 0);
        BigDecimal tokens = naive.refill(now.get());
        // The bucket rounds; that an exact token counts is part of the test.
        if (tokens.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("1e-4")) < 0
            && tokens.compareTo(BigDecimal.ONE) != 0) {
          continue;
        }

        boolean taken = bucket.take();

        assertThat(taken)
            .as("seed %d, call %d, rate %d, burst %d, tokens %s", seed, call, rate, burst, tokens)
            .isEqualTo(tokens.compareTo(BigDecimal.ONE) >= 0);
        if (taken) {
          naive.take();
          if (random.nextInt(5) == 0) {
            bucket.giveBack();
            naive.tokens = naive.tokens.add(BigDecimal.ONE);
          }
        }
      }
    }
  }
}
