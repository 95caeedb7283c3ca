package dev.postern.auth;

import dev.postern.auth.policy.AccessRequest;
import dev.postern.auth.policy.ConditionKeys;
import dev.postern.auth.policy.Policy;
import dev.postern.auth.policy.PolicyKind;
import dev.postern.auth.policy.RequestPrincipal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function's resource policy, which decides whether a service may invoke the function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">
 *     Viewing resource-based IAM policies in Lambda</a>
 */
public final class InvokePolicy {
  private static final String INVOKE = "lambda:InvokeFunction";
  private static final String LATEST = "$LATEST";

  private final String functionArn;
  private final Policy policy;

  private InvokePolicy(String functionArn, Policy policy) {
    this.functionArn = functionArn;
    this.policy = policy;
  }

  /**
   * Parses a function's policy.
   *
   * @param functionArn unqualified ARN
   * @param document JSON, as in GetPolicy's response
   */
  public static InvokePolicy parse(String functionArn, String document) {
    return new InvokePolicy(functionArn, Policy.parse(document, PolicyKind.RESOURCE_BASED));
  }

  /**
   * Returns whether the service may invoke the function. A statement for the unqualified function
   * covers {@code $LATEST}, but no alias and no other version.
   *
   * @param service such as {@code apigateway.amazonaws.com}
   * @param sourceArn ARN of the caller, such as a method's {@code execute-api} ARN
   * @param sourceAccount account that owns the caller
   * @param qualifier qualifier in the invocation, or null
   */
  public boolean allows(
      String service, String sourceArn, String sourceAccount, @Nullable String qualifier) {
    String resource =
        qualifier == null || qualifier.equals(LATEST) ? functionArn : functionArn + ":" + qualifier;
    AccessRequest request =
        new AccessRequest(
            new RequestPrincipal.Service(service),
            INVOKE,
            resource,
            new Source(sourceArn, sourceAccount));
    return policy.evaluate(request).allows();
  }

  /**
   * The condition keys that a service sends with an invocation. The service sends no event source
   * token and belongs to no organization.
   */
  private record Source(String arn, String account) implements ConditionKeys {
    @Override
    public List<String> values(String key) {
      return switch (key) {
        case "aws:sourcearn" -> List.of(arn);
        case "aws:sourceaccount" -> List.of(account);
        default -> List.of();
      };
    }
  }
}
