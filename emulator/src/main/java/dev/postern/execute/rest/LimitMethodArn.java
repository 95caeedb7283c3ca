package dev.postern.execute.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;

/**
 * Refuses a request whose method has a longer ARN than policies and authorizers take; only paths
 * that are long themselves cost anything.
 *
 * @param mostBytes of the ARN, its path as the client sent it
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Amazon
 *     API Gateway quotas</a>
 */
public record LimitMethodArn(int mostBytes) implements Phase {
  /** More than an ARN has in front of the path. */
  private static final int FRONT = 300;

  @Override
  public Step apply(Exchange exchange) {
    String path = exchange.incoming().path();
    if (path.length() + FRONT > mostBytes
        && exchange.stage().methodArn(exchange.request().method(), path).length() > mostBytes) {
      throw GatewayErrors.requestUriTooLong();
    }
    return Step.NEXT;
  }
}
