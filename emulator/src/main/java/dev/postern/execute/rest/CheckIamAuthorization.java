package dev.postern.execute.rest;

import dev.postern.auth.policy.Decision;
import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.aws.error.AccessErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Identity;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import org.jspecify.annotations.Nullable;

/**
 * A phase that evaluates the API's resource policy for a caller whose signature is verified. A root
 * user may do everything in its own account; a caller of another account needs an Allow.
 *
 * @param resourcePolicy the API's policy, or null if it has none
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html">
 *     How API Gateway resource policies affect authorization workflow</a>
 */
public record CheckIamAuthorization(@Nullable Policy resourcePolicy) implements Phase {
  /** A policy that says nothing, as an API without a policy does. */
  private static final Policy SILENT =
      Policy.parse("{\"Statement\": []}", PolicyKind.RESOURCE_BASED);

  @Override
  public Step apply(Exchange exchange) {
    Identity caller = exchange.identity();
    String account = String.valueOf(caller.accountId());
    Decision decision = policy().evaluate(InvokeRequests.root(exchange, account));
    exchange.chosen(() -> "resource policy: " + decision.explanation());
    boolean own = account.equals(exchange.stage().owner().account().value());
    boolean silent = decision instanceof Decision.ImplicitDeny && !decision.isUndecided();
    if (!decision.allows() && !(own && silent)) {
      throw AccessErrors.accessDeniedByResourcePolicy(
          String.valueOf(caller.userArn()),
          InvokeRequests.methodArn(exchange),
          decision instanceof Decision.ExplicitDeny);
    }
    return Step.NEXT;
  }

  private Policy policy() {
    return resourcePolicy == null ? SILENT : resourcePolicy;
  }
}
