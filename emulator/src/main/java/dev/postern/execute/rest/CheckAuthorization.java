package dev.postern.execute.rest;

import dev.postern.auth.policy.AccessRequest;
import dev.postern.auth.policy.Decision;
import dev.postern.auth.policy.Policy;
import dev.postern.aws.error.AccessErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import org.jspecify.annotations.Nullable;

/**
 * A phase that evaluates the policy that a Lambda authorizer returned, together with the API's
 * resource policy: either may allow the request, and any Deny refuses it.
 *
 * @param resourcePolicy the API's policy, or null if it has none
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html">
 *     How API Gateway resource policies affect authorization workflow</a>
 */
public record CheckAuthorization(@Nullable Policy resourcePolicy) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    AccessRequest request = InvokeRequests.anonymous(exchange);
    Decision decision = exchange.authorization().policy().evaluate(request);
    exchange.chosen(() -> "authorizer's policy: " + decision.explanation());
    if (decision instanceof Decision.ExplicitDeny) {
      throw AccessErrors.accessDeniedByAuthorizer(true);
    }
    // A resource policy that denies explicitly has refused the request before the authorizer ran.
    Decision ofResource = resourcePolicy == null ? null : resourcePolicy.evaluate(request);
    boolean allowed =
        ofResource == null
            ? decision.allows()
            : (decision.allows() || ofResource.allows()) && !ofResource.isUndecided();
    if (!allowed || decision.isUndecided()) {
      throw AccessErrors.accessDeniedByAuthorizer(false);
    }
    return Step.NEXT;
  }
}
