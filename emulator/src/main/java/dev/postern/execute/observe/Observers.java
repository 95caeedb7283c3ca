package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.HttpResponse;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several observers combined. A failing observer is logged and does not affect the others. */
public final class Observers implements Observer {
  private static final System.Logger LOG = System.getLogger("postern.execute");

  private final Observer[] all;

  private Observers(Observer[] all) {
    this.all = all;
  }

  /** Returns one supplier for several, or null for none. */
  public static @Nullable Supplier<Observer> of(List<Supplier<Observer>> suppliers) {
    if (suppliers.isEmpty()) {
      return null;
    }
    List<Supplier<Observer>> fixed = List.copyOf(suppliers);
    return () -> {
      Observer[] made = new Observer[fixed.size()];
      for (int i = 0; i < made.length; i++) {
        made[i] = fixed.get(i).get();
      }
      return new Observers(made);
    };
  }

  private void tell(Consumer<Observer> event) {
    for (Observer one : all) {
      try {
        event.accept(one);
      } catch (RuntimeException | Error fault) {
        LOG.log(Level.ERROR, "event=observer-failed observer=" + one.getClass().getName(), fault);
      }
    }
  }

  @Override
  public void started(Exchange exchange) {
    tell(one -> one.started(exchange));
  }

  @Override
  public void passed(Phase phase, Step step, Exchange exchange) {
    tell(one -> one.passed(phase, step, exchange));
  }

  @Override
  public void verifyingUsage(Exchange exchange) {
    tell(one -> one.verifyingUsage(exchange));
  }

  @Override
  public void usageVerified(String method, boolean counted, Exchange exchange) {
    tell(one -> one.usageVerified(method, counted, exchange));
  }

  @Override
  public void cached(boolean hit, Exchange exchange) {
    tell(one -> one.cached(hit, exchange));
  }

  @Override
  public void sending(Supplier<Sent> sent, Exchange exchange) {
    tell(one -> one.sending(sent, exchange));
  }

  @Override
  public void received(BackendResponse response, Exchange exchange) {
    tell(one -> one.received(response, exchange));
  }

  @Override
  public void chosen(Supplier<String> choice) {
    tell(one -> one.chosen(choice));
  }

  @Override
  public void noted(String line, Exchange exchange) {
    tell(one -> one.noted(line, exchange));
  }

  @Override
  public void traced(Supplier<String> line, Exchange exchange) {
    tell(one -> one.traced(line, exchange));
  }

  @Override
  public void refused(GatewayException refusal, Exchange exchange) {
    tell(one -> one.refused(refusal, exchange));
  }

  @Override
  public void firstContent(Exchange exchange) {
    tell(one -> one.firstContent(exchange));
  }

  @Override
  public void streamed(long bytes, boolean incomplete, Exchange exchange) {
    tell(one -> one.streamed(bytes, incomplete, exchange));
  }

  @Override
  public void answered(HttpResponse response, Exchange exchange) {
    tell(one -> one.answered(response, exchange));
  }
}
