package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several observers as one. */
public record Observers(List<Observer> all) implements Observer {
  /** One supplier for several; null for none. */
  public static @Nullable Supplier<Observer> of(List<Supplier<Observer>> suppliers) {
    if (suppliers.isEmpty()) {
      return null;
    }
    if (suppliers.size() == 1) {
      return suppliers.getFirst();
    }
    List<Supplier<Observer>> fixed = List.copyOf(suppliers);
    return () -> {
      List<Observer> made = new ArrayList<>(fixed.size());
      for (int i = 0; i < fixed.size(); i++) {
        made.add(fixed.get(i).get());
      }
      return new Observers(made);
    };
  }

  @Override
  public void started(Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).started(exchange);
    }
  }

  @Override
  public void passed(Phase phase, Step step, Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).passed(phase, step, exchange);
    }
  }

  @Override
  public void sending(Supplier<Sent> sent, Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).sending(sent, exchange);
    }
  }

  @Override
  public void received(BackendResponse response, Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).received(response, exchange);
    }
  }

  @Override
  public void chosen(Supplier<String> choice) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).chosen(choice);
    }
  }

  @Override
  public void noted(String line, Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).noted(line, exchange);
    }
  }

  @Override
  public void refused(GatewayException refusal, Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).refused(refusal, exchange);
    }
  }

  @Override
  public void firstContent(Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).firstContent(exchange);
    }
  }

  @Override
  public void streamed(long bytes, boolean brokenOff, Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).streamed(bytes, brokenOff, exchange);
    }
  }

  @Override
  public void answered(HttpResponse response, Exchange exchange) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).answered(response, exchange);
    }
  }
}
