package dev.postern.runner.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Slow subscriber that requests a few items at a time and checks its publisher by the rules of
 * Reactive Streams: signals are serial and not nested, each item was requested, and no signal
 * follows the end or a cancellation in {@code onNext}.
 */
public final class CheckedSubscriber<T> implements Flow.Subscriber<T> {
  private static final int MAX_REQUEST = 8;
  private static final int MAX_SPINS = 500;
  private static final int PATIENCE_SECONDS = 20;

  private final Random random;
  private final @Nullable Executor asking;
  private final long cancelAt;
  private final List<T> items = Collections.synchronizedList(new ArrayList<>());
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
  private final AtomicLong requested = new AtomicLong();
  private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long planned;
  private long received;
  private volatile boolean over;

  private CheckedSubscriber(Random random, @Nullable Executor asking, long cancelAt) {
    this.random = random;
    this.asking = asking;
    this.cancelAt = cancelAt;
  }

  /**
   * Creates a subscriber that reads to the end.
   *
   * @param random determines when and how much is requested
   * @param asking single thread that makes the requests; null to request inside the signals
   */
  public static <T> CheckedSubscriber<T> toTheEnd(Random random, @Nullable Executor asking) {
    return new CheckedSubscriber<>(random, asking, Long.MAX_VALUE);
  }

  /** Creates a subscriber that cancels in {@code onNext} of the given item, counted from one. */
  public static <T> CheckedSubscriber<T> cancelling(
      Random random, @Nullable Executor asking, long cancelAt) {
    return new CheckedSubscriber<>(random, asking, cancelAt);
  }

  /** Waits for the end or the cancellation, checks the rules and returns the items. */
  public List<T> items() {
    end.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    check();
    return List.copyOf(items);
  }

  /** Waits for the end and returns the failure of the stream, if any. */
  public Optional<Throwable> failure() {
    return end.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Throws if a rule was broken. */
  public void check() {
    if (!violations.isEmpty()) {
      throw new AssertionError("rules broken: " + violations);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    signal(
        "onSubscribe",
        () -> {
          if (subscription != null) {
            violations.add("a second onSubscribe");
          }
          subscription = newSubscription;
          ask();
        });
  }

  @Override
  public void onNext(T item) {
    signal(
        "onNext",
        () -> {
          items.add(item);
          if (++received > requested.get()) {
            violations.add("item " + received + " of " + requested.get() + " requested");
          }
          spin(random.nextInt(MAX_SPINS));
          if (received == cancelAt) {
            over = true;
            subscription().cancel();
            end.complete(Optional.empty());
          } else if (received >= planned - random.nextInt(MAX_REQUEST)) {
            ask();
          }
        });
  }

  @Override
  public void onError(Throwable failure) {
    end("onError", Optional.of(failure));
  }

  @Override
  public void onComplete() {
    end("onComplete", Optional.empty());
  }

  private void end(String name, Optional<Throwable> failure) {
    signal(name, () -> over = true);
    end.complete(failure);
  }

  private void signal(String name, Runnable body) {
    Thread other = inside.getAndSet(Thread.currentThread());
    if (other != null) {
      violations.add(
          name + (other.equals(Thread.currentThread()) ? " within" : " beside") + " a signal");
    }
    if (over) {
      violations.add(name + " after the end");
    }
    body.run();
    inside.set(null);
  }

  private void ask() {
    int count = 1 + random.nextInt(MAX_REQUEST);
    planned += count;
    if (asking == null) {
      request(count);
    } else {
      int spins = random.nextInt(MAX_SPINS);
      asking.execute(() -> {
        spin(spins);
        request(count);
      });
    }
  }

  private void request(int count) {
    requested.addAndGet(count);
    subscription().request(count);
  }

  private Flow.Subscription subscription() {
    if (subscription == null) {
      throw new AssertionError("a signal before onSubscribe");
    }
    return subscription;
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }
}
