package dev.postern.execute.observe;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.HttpResponse;
import dev.postern.report.MetricSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A counter of one request for its stage, and for its method if the method has metrics of its own.
 */
public final class RequestMeter implements Observer {
  private final Target target;
  private @Nullable Instant sentAt;

  /** The metric sets of a method. */
  public record Target(List<MetricSet> sets, InstantSource clock) implements Supplier<Observer> {
    public Target {
      sets = List.copyOf(sets);
    }

    @Override
    public Observer get() {
      return new RequestMeter(this);
    }
  }

  private RequestMeter(Target target) {
    this.target = target;
  }

  @Override
  public void cached(boolean hit, Exchange exchange) {
    for (int i = 0; i < target.sets().size(); i++) {
      target.sets().get(i).cached(hit);
    }
  }

  @Override
  public void sending(Supplier<Sent> sent, Exchange exchange) {
    sentAt = target.clock().instant();
  }

  @Override
  public void received(BackendResponse response, Exchange exchange) {
    long millis = millisSince(sentAt == null ? exchange.incoming().received() : sentAt);
    for (int i = 0; i < target.sets().size(); i++) {
      target.sets().get(i).integrated(millis);
    }
  }

  @Override
  public void answered(HttpResponse response, Exchange exchange) {
    long millis = millisSince(exchange.incoming().received());
    for (int i = 0; i < target.sets().size(); i++) {
      target.sets().get(i).answered(response.status(), millis);
    }
  }

  private long millisSince(Instant start) {
    return Duration.between(start, target.clock().instant()).toMillis();
  }
}
