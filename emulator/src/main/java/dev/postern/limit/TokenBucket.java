package dev.postern.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;

/**
 * A token bucket: holds up to {@code burst} tokens, is full at first, and refills steadily at
 * {@code rate} tokens per second. Never blocks and allocates nothing; safe from any thread.
 *
 * <p>Keeps one number: the tokens given out, on a scale where the clock adds {@code rate} tokens
 * per second. A bucket that has been full for a while lags behind the clock. Rounding adds up to
 * less than {@link #ROUNDING}, whatever the rate and however long the bucket is used.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">
 *     Throttle requests to your REST APIs for better throughput in API Gateway</a>
 */
public final class TokenBucket {
  /** The part of a token that may be missing from the last one. */
  private static final double ROUNDING = 1e-5;

  private static final VarHandle GIVEN;

  static {
    try {
      GIVEN = MethodHandles.lookup().findVarHandle(TokenBucket.class, "given", double.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Throttle throttle;
  private final LongSupplier nanoTime;
  private final long origin;
  private final double perNano;

  @SuppressWarnings("UnusedVariable") // GIVEN reads and writes it.
  private volatile double given;

  /**
   * Creates a full bucket.
   *
   * @param nanoTime monotonic clock
   */
  public TokenBucket(Throttle throttle, LongSupplier nanoTime) {
    this.throttle = throttle;
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
    this.perNano = throttle.rate() / 1e9;
  }

  /** Takes a token. Returns false if there is none; nothing changes then. */
  public boolean take() {
    double now = (nanoTime.getAsLong() - origin) * perNano;
    double most = now + throttle.burst() - 1 + ROUNDING;
    while (true) {
      double seen = given;
      double start = Math.max(seen, now);
      if (start > most) {
        return false;
      }
      if (GIVEN.compareAndSet(this, seen, start + 1)) {
        return true;
      }
    }
  }

  /** Puts a taken token back, as if it had not been taken. */
  public void giveBack() {
    while (true) {
      double seen = given;
      if (GIVEN.compareAndSet(this, seen, seen - 1)) {
        return;
      }
    }
  }

  public Throttle throttle() {
    return throttle;
  }
}
