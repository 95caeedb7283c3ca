package dev.postern.auth.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The reasons for a policy's decision. Evaluates the statements again on demand, so that a decision
 * costs nothing extra if its explanation is not read.
 */
public final class Explanation {
  private final Policy policy;
  private final AccessRequest request;

  Explanation(Policy policy, AccessRequest request) {
    this.policy = policy;
    this.request = request;
  }

  /**
   * The result of one statement.
   *
   * @param statement Sid in quotation marks, or position from 1
   * @param applies false also if the statement could not be evaluated
   * @param reason what matched, or the first mismatch: the element or the condition's operator and
   *     key, the request's value and the policy's values
   */
  public record Finding(String statement, Effect effect, boolean applies, String reason) {
    @Override
    public String toString() {
      return "%s (%s) %s: %s"
          .formatted(
              statement,
              effect == Effect.ALLOW ? "Allow" : "Deny",
              applies ? "applies" : "does not apply",
              reason);
    }
  }

  /** Returns one finding for each statement, in the policy's order. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Statement statement : policy.statements()) {
      findings.add(statement.explain(request));
    }
    return findings;
  }

  /** Returns the policy's defects and the findings, one per line. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(policy.malformations());
    findings().forEach(finding -> lines.add(finding.toString()));
    return lines.isEmpty() ? "the policy has no statement" : String.join("\n", lines);
  }
}
