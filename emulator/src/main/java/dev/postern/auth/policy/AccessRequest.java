package dev.postern.auth.policy;

/**
 * What a policy is asked: whether the principal may take the action on the resource.
 *
 * @param action such as {@code execute-api:Invoke}
 * @param resource ARN
 * @param context values of condition keys, also for policy variables
 */
public record AccessRequest(
    RequestPrincipal principal, String action, String resource, ConditionKeys context) {}
