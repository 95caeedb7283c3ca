package dev.postern.execute.rest;

import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Where the API key of a request comes from.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html">
 *     Choose an API key source in API Gateway</a>
 */
public enum ApiKeySource {
  /** The header {@code x-api-key}. */
  HEADER,
  /** The {@code usageIdentifierKey} that a Lambda authorizer returned. */
  AUTHORIZER;

  private static final String HEADER_NAME = "x-api-key";

  /** Returns the key's value, and sets it in the exchange; null if there is none. */
  @Nullable String identify(Exchange exchange) {
    String known = exchange.apiKey();
    if (known != null) {
      return known;
    }
    String sent = sent(exchange);
    if (sent == null || sent.isEmpty()) {
      return null;
    }
    exchange.apiKey(sent);
    return sent;
  }

  private @Nullable String sent(Exchange exchange) {
    return switch (this) {
      case HEADER -> exchange.request().headers().get(HEADER_NAME);
      case AUTHORIZER -> {
        Authorization authorization = exchange.authorizationIfMade();
        yield authorization == null ? null : authorization.usageIdentifierKey();
      }
    };
  }
}
