package dev.postern.auth.policy;

/** One value of a condition in the policy, compiled to the test of a value of the request. */
@FunctionalInterface
interface ValueTest {
  /** A value that the operator cannot compare with. */
  ValueTest MALFORMED = (_, _) -> Truth.UNKNOWN;

  /**
   * Compares a value of the request.
   *
   * @param keys for policy variables
   * @return UNKNOWN if either value is malformed
   */
  Truth test(String actual, ConditionKeys keys);
}
