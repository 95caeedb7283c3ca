package dev.postern.runner;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Subscriber that reads a stream part by part, on request. */
public final class StreamReader implements Flow.Subscriber<byte[]> {
  private sealed interface Signal {
    record Part(byte[] bytes) implements Signal {}

    record End(@Nullable Throwable failure) implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final BlockingQueue<Flow.Subscription> subscriptions = new LinkedBlockingQueue<>();

  public static StreamReader of(Flow.Publisher<byte[]> stream) {
    StreamReader reader = new StreamReader();
    stream.subscribe(reader);
    return reader;
  }

  /** Requests the next part and waits for it. */
  public String next() throws InterruptedException {
    if (await(1) instanceof Signal.Part(byte[] bytes)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    throw new AssertionError("the stream has ended");
  }

  /** Requests all parts without waiting. */
  public void requestAll() throws InterruptedException {
    subscription().request(Long.MAX_VALUE);
  }

  /** Reads a stream that does not fail to its end. */
  public byte[] rest() throws InterruptedException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Signal signal = await(Long.MAX_VALUE);
    while (signal instanceof Signal.Part(byte[] bytes)) {
      all.writeBytes(bytes);
      signal = await(0);
    }
    if (signal instanceof Signal.End(Throwable failure) && failure != null) {
      throw new AssertionError("the stream broke", failure);
    }
    return all.toByteArray();
  }

  /** Reads until the stream fails; returns the outcome that caused it. */
  public Outcome breakage() throws InterruptedException {
    Signal signal = await(Long.MAX_VALUE);
    while (signal instanceof Signal.Part) {
      signal = await(0);
    }
    if (signal instanceof Signal.End(BrokenStream broken)) {
      return broken.outcome();
    }
    throw new AssertionError("the stream ended with " + signal);
  }

  public void cancel() throws InterruptedException {
    subscription().cancel();
  }

  private Signal await(long more) throws InterruptedException {
    if (more > 0) {
      subscription().request(more);
    }
    Signal signal = signals.poll(20, TimeUnit.SECONDS);
    if (signal == null) {
      throw new AssertionError("nothing came");
    }
    return signal;
  }

  private Flow.Subscription subscription() throws InterruptedException {
    Flow.Subscription subscription = subscriptions.poll(5, TimeUnit.SECONDS);
    if (subscription == null) {
      throw new AssertionError("no subscription");
    }
    subscriptions.add(subscription);
    return subscription;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscriptions.add(subscription);
  }

  @Override
  public void onNext(byte[] part) {
    signals.add(new Signal.Part(part));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.End(failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End(null));
  }
}
