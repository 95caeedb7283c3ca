package dev.postern.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Log that keeps all lines and lets a test wait for one. */
public final class RecordingLog implements FunctionLogSink {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final List<Line> lines = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();

  /** One line as the runner passed it on. */
  public record Line(String function, String stream, String text) {}

  private record Waiter(Predicate<Line> wanted, CountDownLatch seen) {}

  @Override
  public synchronized void line(FunctionSpec function, String stream, Instant time, String text) {
    Line line = new Line(function.name(), stream, text);
    lines.add(line);
    for (Waiter waiter : waiters) {
      if (waiter.wanted().test(line)) {
        waiter.seen().countDown();
      }
    }
  }

  /** Returns the lines of a function so far. */
  public synchronized List<Line> of(String function) {
    return lines.stream().filter(line -> line.function().equals(function)).toList();
  }

  /** Waits for a line of the function with the given beginning; returns all its lines so far. */
  public List<String> until(String function, String beginning) throws InterruptedException {
    Predicate<Line> wanted = l -> l.function().equals(function) && l.text().startsWith(beginning);
    Waiter waiter = new Waiter(wanted, new CountDownLatch(1));
    synchronized (this) {
      if (lines.stream().anyMatch(wanted)) {
        waiter.seen().countDown();
      }
      waiters.add(waiter);
    }
    if (!waiter.seen().await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("no line '" + beginning + "' among " + of(function));
    }
    return of(function).stream().map(Line::text).toList();
  }
}
