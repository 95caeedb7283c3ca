package dev.postern.control.domain;

import dev.postern.auth.policy.PolicyText;
import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;

/**
 * The resource policy of a REST API or a private domain name. Normalises a policy when it is stored
 * and escapes the policy of an API in responses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html">
 *     Control access to a REST API with API Gateway resource policies</a>
 */
public final class ResourcePolicy {
  private ResourcePolicy() {}

  /**
   * Returns the policy of an API as it is stored. Short resource names become ARNs of the API, and
   * a list of one principal becomes that principal.
   */
  public static String normalise(String policy, Caller caller, String apiId) {
    return parse(policy)
        .replaceResources(resource -> expanded(resource, caller, apiId))
        .collapsePrincipals()
        .toString();
  }

  /**
   * Returns the policy of a private domain name as it is stored. Short resource names become the
   * ARN of the domain name, and lists of one element become that element.
   *
   * @param arn ARN of the domain name for invocations
   */
  static String ofDomain(String policy, String arn) {
    return parse(policy)
        .replaceResources(resource -> resource.startsWith("execute-api:/") ? arn : resource)
        .collapsePrincipals()
        .collapseActionsAndResources()
        .toString();
  }

  /** Returns the policy as AWS does in a response, with escaped quotes. */
  public static String shown(String policy) {
    return policy.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static PolicyText parse(String policy) {
    return PolicyText.parse(policy).orElseThrow(RestErrors::invalidPolicy);
  }

  /** Returns the full ARN of a short name such as {@code execute-api:/dev/GET/pets}. */
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
