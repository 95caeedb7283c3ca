package dev.postern.auth.policy;

/**
 * The question to a policy: whether the principal may perform the action on the resource.
 *
 * @param action such as {@code execute-api:Invoke}
 * @param resource ARN
 * @param context values of condition keys, also used for policy variables
 */
public record AccessRequest(
    RequestPrincipal principal, String action, String resource, ConditionKeys context) {}
