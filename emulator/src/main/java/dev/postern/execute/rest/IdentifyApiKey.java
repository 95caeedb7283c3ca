package dev.postern.execute.rest;

import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;

/** A phase that reads the API key from its header, so that authorizers see it in the context. */
public record IdentifyApiKey() implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    ApiKeySource.HEADER.identify(exchange);
    return Step.NEXT;
  }
}
