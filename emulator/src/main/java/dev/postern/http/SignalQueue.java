package dev.postern.http;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Signals to one subscriber, as Reactive Streams wants them: one after the other, no more items
 * than requested, the end after the last item, nothing after the end or a cancellation. A signal
 * given while another is being delivered waits for it, so that a subscriber that requests in {@code
 * onNext} is not called recursively.
 *
 * <p>Items and the end may be given from any thread, one after the other, also before there is a
 * subscriber; the subscription may be used from any other thread meanwhile. Signals come on one of
 * these threads. Never blocks. A subscriber that throws is not signalled again.
 *
 * @param <T> type of the items
 * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm/blob/v1.0.4/README.md">
 *     Reactive Streams</a>
 */
public final class SignalQueue<T> {
  private static final Flow.Subscription NO_SOURCE =
      new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
      };

  private final Queue<T> items = new ConcurrentLinkedQueue<>();
  private final AtomicLong demand = new AtomicLong();

  /** Calls of {@link #deliver} that are not done; one is open until there is a subscriber. */
  private final AtomicInteger calls = new AtomicInteger(1);

  private final AtomicBoolean opened = new AtomicBoolean();
  private Flow.@Nullable Subscriber<? super T> subscriber;
  private volatile @Nullable End end;
  private volatile boolean over;

  /** How a stream ends: with a failure or none. */
  private record End(@Nullable Throwable failure) {
    void signal(Flow.Subscriber<?> to) {
      if (failure == null) {
        to.onComplete();
      } else {
        to.onError(failure);
      }
    }
  }

  /** Gives an item. Ignored after the end or a cancellation. */
  public void add(T item) {
    if (end == null && !over) {
      items.add(item);
      deliver();
    }
  }

  /** Ends the stream after the items that were given. Only the first end counts. */
  public void complete() {
    end(new End(null));
  }

  /** Ends the stream with a failure after the items that were given. Only the first end counts. */
  public void fail(Throwable failure) {
    end(new End(failure));
  }

  /** Begins to signal to a subscriber. The source has nothing to hear. */
  public void open(Flow.Subscriber<? super T> newSubscriber) {
    open(newSubscriber, NO_SOURCE);
  }

  /**
   * Begins to signal to a subscriber. Any but the first one is refused.
   *
   * @param source of the items; hears of requests and of a cancellation until the end is given
   */
  public void open(Flow.Subscriber<? super T> newSubscriber, Flow.Subscription source) {
    if (!opened.compareAndSet(false, true)) {
      refuse(newSubscriber);
      return;
    }
    subscriber = newSubscriber;
    newSubscriber.onSubscribe(new Requests(source));
    deliverAll(newSubscriber);
  }

  /** Fails a subscriber of a stream that has one already. Its subscription has no effect. */
  public static void refuse(Flow.Subscriber<?> subscriber) {
    subscriber.onSubscribe(NO_SOURCE);
    subscriber.onError(new IllegalStateException("a stream has one subscriber"));
  }

  private void end(End given) {
    if (end == null) {
      end = given;
      deliver();
    }
  }

  /** Delivers what there is, unless somebody is at it, who will deliver this too. */
  private void deliver() {
    if (calls.getAndIncrement() == 0) {
      deliverAll(Objects.requireNonNull(subscriber, "subscriber is null"));
    }
  }

  private void deliverAll(Flow.Subscriber<? super T> to) {
    int open = 1;
    while (open != 0) {
      signal(to);
      open = calls.addAndGet(-open);
    }
  }

  private void signal(Flow.Subscriber<? super T> to) {
    while (!over) {
      // Read before the items: after the end none is added.
      End last = end;
      if (items.isEmpty()) {
        if (last != null) {
          over = true;
          last.signal(to);
        }
        return;
      }
      if (demand.get() == 0) {
        return;
      }
      demand.updateAndGet(count -> count == Long.MAX_VALUE ? count : count - 1);
      to.onNext(items.remove());
    }
  }

  private final class Requests implements Flow.Subscription {
    private final Flow.Subscription source;

    private Requests(Flow.Subscription source) {
      this.source = source;
    }

    @Override
    public void request(long count) {
      if (over) {
        return;
      }
      if (count <= 0) {
        source.cancel();
        fail(new IllegalArgumentException("a request of " + count + " items"));
        return;
      }
      demand.accumulateAndGet(count, SignalQueue::sum);
      if (end == null) {
        source.request(count);
      }
      deliver();
    }

    @Override
    public void cancel() {
      boolean wanted = !over && end == null;
      over = true;
      if (wanted) {
        source.cancel();
      }
    }
  }

  private static long sum(long one, long other) {
    return one + other < 0 ? Long.MAX_VALUE : one + other;
  }
}
