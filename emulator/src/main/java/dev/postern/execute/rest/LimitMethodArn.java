package dev.postern.execute.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;

/**
 * A phase that refuses a request whose method ARN is too long for policies and authorizers. Builds
 * the ARN only for long paths.
 *
 * @param maxBytes maximum size of the ARN with the path as the client sent it
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Amazon
 *     API Gateway quotas</a>
 */
public record LimitMethodArn(int maxBytes) implements Phase {
  /** An upper bound of the ARN's length before the path. */
  private static final int MAX_PREFIX_LENGTH = 300;

  @Override
  public Step apply(Exchange exchange) {
    String path = exchange.incoming().path();
    if (path.length() + MAX_PREFIX_LENGTH > maxBytes
        && exchange.stage().methodArn(exchange.request().method(), path).length() > maxBytes) {
      throw GatewayErrors.requestUriTooLong();
    }
    return Step.NEXT;
  }
}
