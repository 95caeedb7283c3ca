package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import java.util.function.Function;

/** Refuses every request: no resource serves it, or its configuration can only fail. */
public record Refuse(Function<Exchange, GatewayException> refusal) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    throw refusal.apply(exchange);
  }
}
