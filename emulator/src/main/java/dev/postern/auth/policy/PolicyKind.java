package dev.postern.auth.policy;

/**
 * The kind of a policy, which decides the elements that its statements must and must not have.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">
 *     Grammar of the IAM JSON policy language</a>
 */
public enum PolicyKind {
  /** Attached to a user, group or role, or returned by an authorizer: names no principal. */
  IDENTITY_BASED,
  /** Attached to a resource: names a principal and a resource. */
  RESOURCE_BASED,
  /** States who may assume a role: names a principal, and no resource. */
  ROLE_TRUST;

  boolean namesPrincipal() {
    return this != IDENTITY_BASED;
  }

  boolean namesResource() {
    return this != ROLE_TRUST;
  }
}
