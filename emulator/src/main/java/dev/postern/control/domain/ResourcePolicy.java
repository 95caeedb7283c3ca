package dev.postern.control.domain;

import dev.postern.auth.policy.PolicyText;
import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;

/**
 * The resource policy of a REST API or of a private domain name: brought into one form when it is
 * put, escaped when that of an API is shown.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html">
 *     Control access to a REST API with API Gateway resource policies</a>
 */
public final class ResourcePolicy {
  private ResourcePolicy() {}

  /**
   * The policy as it is stored: short resource names become ARNs of the API, a list of one
   * principal becomes that principal.
   */
  public static String normalise(String policy, Caller caller, String apiId) {
    return parse(policy)
        .replaceResources(resource -> expanded(resource, caller, apiId))
        .collapsePrincipals()
        .toString();
  }

  /**
   * The policy of a private domain name as it is stored: short resource names become the domain
   * name's, lists of one become that one.
   *
   * @param arn of the domain name for invocations
   */
  static String ofDomain(String policy, String arn) {
    return parse(policy)
        .replaceResources(resource -> resource.startsWith("execute-api:/") ? arn : resource)
        .collapsePrincipals()
        .collapseActionsAndResources()
        .toString();
  }

  /** As AWS shows a policy: a text whose quotes are escaped. */
  public static String shown(String policy) {
    return policy.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static PolicyText parse(String policy) {
    return PolicyText.parse(policy).orElseThrow(RestErrors::invalidPolicy);
  }

  /** {@code execute-api:/dev/GET/pets} means the API the policy is of. */
  private static String expanded(String resource, Caller caller, String apiId) {
    if (!resource.startsWith("execute-api:/")) {
      return resource;
    }
    return "arn:%s:execute-api:%s:%s:%s%s"
        .formatted(
            caller.region().partition(),
            caller.region(),
            caller.account(),
            apiId,
            resource.substring("execute-api:".length()));
  }
}
