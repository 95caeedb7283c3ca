package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.CheckedSubscriber;
import dev.postern.testing.FlowReader;
import dev.postern.testing.StreamTrial;
import dev.postern.testing.StreamTrial.Reading;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests signals on one thread with subscriptions and requests on others. */
class SignalQueueProperties {
  private static final StreamTrial TRIAL = new StreamTrial();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @AfterAll
  static void close() {
    TRIAL.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesAllItemsInOrderThenTheFirstEnd(long seed) {
    Random random = new Random(seed);
    List<Integer> items = IntStream.range(0, random.nextInt(400)).boxed().toList();
    Throwable failure = random.nextBoolean() ? new IllegalStateException("planted") : null;
    SignalQueue<Integer> queue = new SignalQueue<>();

    CompletableFuture<Void> given =
        CompletableFuture.runAsync(() -> {
          items.forEach(queue::add);
          if (failure != null) {
            queue.fail(failure);
          }
          queue.complete();
          queue.add(-1);
        });
    Reading<Integer> reading =
        TRIAL.read(random, subscriber -> queue.open(subscriber, new Source()));
    given.join();

    assertThat(reading.items()).isEqualTo(items);
    assertThat(reading.failure().orElse(null)).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesNothingAfterACancellationAndCancelsItsSource(long seed) {
    Random random = new Random(seed);
    int last = 1 + random.nextInt(50);
    SignalQueue<Integer> queue = new SignalQueue<>();
    Source source = new Source();
    CheckedSubscriber<Integer> subscriber = CheckedSubscriber.cancelling(random, null, last);

    CompletableFuture<Void> given =
        CompletableFuture.runAsync(() -> IntStream.range(0, 100).forEach(queue::add));
    queue.open(subscriber, source);
    List<Integer> items = subscriber.items();
    given.join();
    queue.complete();

    assertThat(items).hasSize(last);
    assertThat(source.cancellations).hasValue(1);
    subscriber.check();
  }

  @Test
  void failsAtARequestForNothing() {
    SignalQueue<Integer> queue = new SignalQueue<>();
    Source source = new Source();
    Careless subscriber = new Careless();

    queue.open(subscriber, source);

    assertThat(subscriber.failure.resultNow()).isInstanceOf(IllegalArgumentException.class);
    assertThat(source.cancellations).hasValue(1);
  }

  @Test
  void secondSubscriberIsRefusedAndChangesNothing() {
    SignalQueue<Integer> queue = new SignalQueue<>();
    Source source = new Source();
    FlowReader<Integer> first = FlowReader.of(reader -> queue.open(reader, source));
    queue.add(1);
    queue.add(2);

    FlowReader<Integer> second = FlowReader.of(queue::open);
    second.ask().cancel();

    assertThat(second.end()).containsInstanceOf(IllegalStateException.class);
    assertThat(source.cancellations).hasValue(0);
    assertThat(first.isSilent()).isTrue();
    assertThat(first.next()).contains(1);
    assertThat(first.isSilent()).isTrue();
  }

  private static final class Source implements Flow.Subscription {
    private final AtomicInteger cancellations = new AtomicInteger();

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      cancellations.incrementAndGet();
    }
  }

  private static final class Careless implements Flow.Subscriber<Integer> {
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(0);
    }

    @Override
    public void onNext(Integer item) {}

    @Override
    public void onError(Throwable reason) {
      failure.complete(reason);
    }

    @Override
    public void onComplete() {}
  }
}
