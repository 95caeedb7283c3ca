package dev.postern.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Threads and a busy core for tests of publishers against the rules of Reactive Streams. */
public final class StreamTrial implements AutoCloseable {
  private static final int THREADS = 3;

  private final BusyCore core = new BusyCore();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final ExecutorService asking = Executors.newSingleThreadExecutor();

  /** The items and the failure of a stream. */
  public record Reading<T>(List<T> items, Optional<Throwable> failure) {}

  /** Reads a publisher to its end. */
  public <T> Reading<T> read(Random random, Flow.Publisher<T> publisher) {
    CheckedSubscriber<T> subscriber =
        CheckedSubscriber.toTheEnd(random, random.nextBoolean() ? asking : null);
    publisher.subscribe(subscriber);
    return new Reading<>(subscriber.items(), subscriber.failure());
  }

  /**
   * Reads a publisher to its end; its items come from another publisher.
   *
   * @param failure that ends the other publisher, or null
   */
  public <S, T> Reading<T> read(
      Random random,
      List<S> items,
      @Nullable Throwable failure,
      Function<Flow.Publisher<S>, Flow.Publisher<T>> built) {
    RestlessPublisher<S> source = RestlessPublisher.of(random, items, failure, threads);
    return read(random, built.apply(source));
  }

  /**
   * Cancels a publisher within an item, and checks that its source is cancelled and that no signal
   * follows.
   */
  public <S, T> void cancel(
      Random random, List<S> items, Function<Flow.Publisher<S>, Flow.Publisher<T>> built) {
    RestlessPublisher<S> source = RestlessPublisher.of(random, items, null, threads);
    CheckedSubscriber<T> subscriber =
        CheckedSubscriber.cancelling(
            random, random.nextBoolean() ? asking : null, 1 + random.nextInt(items.size() - 1));
    built.apply(source).subscribe(subscriber);
    subscriber.items();
    source.awaitSilence();
    subscriber.check();
  }

  /** Returns random parts of a body, none empty. */
  public static List<byte[]> parts(Random random, int maxParts) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0, count = 2 + random.nextInt(maxParts - 1); i < count; i++) {
      byte[] part = new byte[1 + random.nextInt(64)];
      random.nextBytes(part);
      parts.add(part);
    }
    return parts;
  }

  @Override
  public void close() {
    core.close();
    threads.close();
    asking.close();
  }
}
