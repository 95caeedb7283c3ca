package dev.postern.auth.policy;

/**
 * The decision of one policy about a request. Three-valued, so that the decisions of several
 * policies can be combined.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">
 *     Policy evaluation logic</a>
 */
public sealed interface Decision {
  /** Returns the reasons, which are computed on demand. */
  Explanation explanation();

  /**
   * At least one Allow statement applies, and no Deny statement does or may.
   *
   * @param statement the first that allows, as {@link Explanation.Finding#statement} names it
   */
  record Allow(String statement, Explanation explanation) implements Decision {}

  /**
   * A Deny statement applies.
   *
   * @param statement the first that denies
   */
  record ExplicitDeny(String statement, Explanation explanation) implements Decision {}

  /**
   * Nothing allows.
   *
   * @param undecided whether the policy, or a Deny statement that may apply, is malformed: another
   *     policy must then not allow the request
   */
  record ImplicitDeny(boolean undecided, Explanation explanation) implements Decision {}

  /** Returns whether a malformed policy or statement keeps other policies from allowing. */
  default boolean isUndecided() {
    return this instanceof ImplicitDeny(boolean undecided, _) && undecided;
  }

  /** Returns whether this policy alone allows the request. */
  default boolean allows() {
    return this instanceof Allow;
  }
}
