package dev.postern.execute.rest;

import dev.postern.auth.policy.AccessRequest;
import dev.postern.auth.policy.Decision;
import dev.postern.auth.policy.Policy;
import dev.postern.aws.Unverified;
import dev.postern.execute.Authorization;
import dev.postern.execute.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The permission {@code execute-api:InvalidateCache}, by the policies that decide who may call the
 * method.
 *
 * @param resourcePolicy the API's policy, or null if it has none
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html">
 *     Cache settings for REST APIs in API Gateway</a>
 */
public record InvalidationPermission(@Nullable Policy resourcePolicy) {
  private static final String ACTION = "execute-api:InvalidateCache";

  /**
   * Returns whether the client may invalidate entries of the method. A Deny wins. A Lambda
   * authorizer's policy or the resource policy may allow it; a root user may in its own account.
   */
  @Unverified(
      "The signature of a request to a method without authorization does not identify its caller:"
          + " that AWS does the same here is assumed. So is that the policies of resources and"
          + " Lambda authorizers can give this permission.")
  boolean isGiven(Exchange exchange) {
    String account = exchange.identity().accountId();
    AccessRequest request = invalidation(exchange, account);
    boolean allowed = account != null && account.equals(exchange.stage().owner().account().value());
    Decision ofResource = resourcePolicy == null ? null : resourcePolicy.evaluate(request);
    Authorization authorization = exchange.authorizationIfMade();
    Decision ofAuthorizer = authorization == null ? null : authorization.policy().evaluate(request);
    if (denies(ofResource) || denies(ofAuthorizer)) {
      return false;
    }
    return allowed || allows(ofResource) || allows(ofAuthorizer);
  }

  private static AccessRequest invalidation(Exchange exchange, @Nullable String account) {
    AccessRequest invoke =
        account == null
            ? InvokeRequests.anonymous(exchange)
            : InvokeRequests.root(exchange, account);
    return new AccessRequest(invoke.principal(), ACTION, invoke.resource(), invoke.context());
  }

  private static boolean denies(@Nullable Decision decision) {
    return decision != null
        && (decision instanceof Decision.ExplicitDeny || decision.isUndecided());
  }

  private static boolean allows(@Nullable Decision decision) {
    return decision != null && decision.allows();
  }
}
