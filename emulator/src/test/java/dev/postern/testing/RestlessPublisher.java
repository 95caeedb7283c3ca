package dev.postern.testing;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A publisher at the limits of Reactive Streams: its signals are serial, but each comes on another
 * thread, or on the requesting thread while no other signal is in progress.
 */
public final class RestlessPublisher<T> implements Flow.Publisher<T> {
  private final List<T> items;
  private final @Nullable Throwable failure;
  private final Executor threads;
  private final Random random;

  /** Percentage of signals that come on the requesting thread if possible. */
  private final int atOnce;

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  private RestlessPublisher(
      Random random, List<T> items, @Nullable Throwable failure, Executor threads) {
    this.random = random;
    this.atOnce = random.nextInt(101);
    this.items = List.copyOf(items);
    this.failure = failure;
    this.threads = threads;
  }

  /**
   * Makes a publisher of items.
   *
   * @param random decides the thread of each signal
   * @param failure that ends the stream, or null
   * @param threads several, for signals on other threads
   */
  public static <T> RestlessPublisher<T> of(
      Random random, List<T> items, @Nullable Throwable failure, Executor threads) {
    return new RestlessPublisher<>(new Random(random.nextLong()), items, failure, threads);
  }

  public boolean isCancelled() {
    return cancelled.get();
  }

  /** Waits until no signal is in progress; called when nothing more is requested. */
  public void awaitSilence() {
    last.join();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Emission emission = new Emission(subscriber);
    emission.start();
  }

  private final class Emission implements Flow.Subscription {
    private final Flow.Subscriber<? super T> subscriber;
    private long demand;
    private int scheduled;
    private boolean busy;
    private boolean ended;

    private Emission(Flow.Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    private synchronized void start() {
      busy = true;
      subscriber.onSubscribe(this);
      busy = false;
      request(0);
    }

    @Override
    public synchronized void request(long count) {
      demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
      if (busy) {
        return;
      }
      busy = true;
      while (demand > 0 && scheduled < items.size()) {
        demand--;
        T item = items.get(scheduled++);
        signal(() -> subscriber.onNext(item));
      }
      busy = false;
      if (scheduled == items.size() && !ended) {
        ended = true;
        signal(this::end);
      }
    }

    @Override
    public void cancel() {
      cancelled.set(true);
    }

    private void end() {
      if (failure == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(failure);
      }
    }

    private void signal(Runnable signal) {
      Runnable unlessCancelled =
          () -> {
            if (!cancelled.get()) {
              signal.run();
            }
          };
      if (last.isDone() && random.nextInt(100) < atOnce) {
        unlessCancelled.run();
      } else {
        last = last.thenRunAsync(unlessCancelled, threads);
      }
    }
  }
}
