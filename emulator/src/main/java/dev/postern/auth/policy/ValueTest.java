package dev.postern.auth.policy;

/** The compiled test of a request's value against one value of a condition. */
@FunctionalInterface
interface ValueTest {
  /** The test of a value that the operator does not support. */
  ValueTest MALFORMED = (_, _) -> Truth.UNKNOWN;

  /**
   * Compares a value of the request.
   *
   * @param keys values of policy variables
   * @return UNKNOWN if either value is malformed
   */
  Truth test(String actual, ConditionKeys keys);
}
