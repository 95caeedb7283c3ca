package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import java.util.function.Function;

/** A phase that refuses every request: no resource serves it, or the configuration always fails. */
public record Refuse(Function<Exchange, GatewayException> refusal) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    throw refusal.apply(exchange);
  }
}
