package dev.postern.execute.rest;

import dev.postern.auth.policy.Decision;
import dev.postern.auth.policy.Policy;
import dev.postern.aws.error.AccessErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;

/**
 * A phase that evaluates the API's resource policy alone.
 *
 * @param allowNeeded whether the policy must allow the request; if not, only an explicit Deny
 *     refuses it, because an authorizer's policy is evaluated together with this one later
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html">
 *     How API Gateway resource policies affect authorization workflow</a>
 */
public record CheckResourcePolicy(Policy policy, boolean allowNeeded) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    Decision decision = policy.evaluate(InvokeRequests.anonymous(exchange));
    exchange.chosen(() -> "resource policy: " + decision.explanation());
    if (decision instanceof Decision.ExplicitDeny || (allowNeeded && !decision.allows())) {
      throw AccessErrors.accessDeniedByResourcePolicy(
          "anonymous",
          InvokeRequests.methodArn(exchange),
          decision instanceof Decision.ExplicitDeny);
    }
    return Step.NEXT;
  }
}
