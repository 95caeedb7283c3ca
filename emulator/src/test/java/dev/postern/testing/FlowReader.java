package dev.postern.testing;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Subscribes to a publisher and takes its items one by one, on request. */
public final class FlowReader<T> implements Flow.Subscriber<T> {
  private sealed interface Signal<T> {
    record Item<T>(T item) implements Signal<T> {}

    record End<T>(@Nullable Throwable failure) implements Signal<T> {}
  }

  private final BlockingQueue<Signal<T>> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  public static <T> FlowReader<T> of(Flow.Publisher<T> publisher) {
    FlowReader<T> reader = new FlowReader<>();
    publisher.subscribe(reader);
    return reader;
  }

  /** Requests an item without waiting for it. */
  public FlowReader<T> ask() {
    subscription.orTimeout(5, TimeUnit.SECONDS).join().request(1);
    return this;
  }

  /** Requests an item and waits for it; returns empty at the end. */
  public Optional<T> next() {
    ask();
    return switch (signal()) {
      case Signal.Item<T>(T item) -> Optional.of(item);
      case Signal.End<T>(Throwable failure) when failure != null ->
          throw new AssertionError("the publisher failed", failure);
      case Signal.End<T> _ -> Optional.empty();
    };
  }

  /** Waits for the end without requesting items; returns the failure, or empty. */
  public Optional<Throwable> end() {
    if (signal() instanceof Signal.End<T>(Throwable failure)) {
      return Optional.ofNullable(failure);
    }
    throw new AssertionError("the publisher goes on");
  }

  /** Returns whether all received signals have been taken. */
  public boolean isSilent() {
    return signals.isEmpty();
  }

  public void cancel() {
    subscription.join().cancel();
  }

  private Signal<T> signal() {
    try {
      Signal<T> signal = signals.poll(10, TimeUnit.SECONDS);
      if (signal == null) {
        throw new AssertionError("nothing came");
      }
      return signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription.complete(newSubscription);
  }

  @Override
  public void onNext(T item) {
    signals.add(new Signal.Item<>(item));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.End<>(failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End<>(null));
  }
}
