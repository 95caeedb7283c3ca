package dev.postern.auth.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a policy decided as it did. Evaluates the statements again when it is asked, so a decision
 * that nobody reads costs nothing.
 */
public final class Explanation {
  private final Policy policy;
  private final AccessRequest request;

  Explanation(Policy policy, AccessRequest request) {
    this.policy = policy;
    this.request = request;
  }

  /**
   * What one statement came to.
   *
   * @param statement its Sid in quotation marks, or its position from 1
   * @param applies false too if it could not be evaluated
   * @param reason what matched, or the first thing that did not: the element or the condition's
   *     operator and key, the value of the request and those of the policy
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

  /** Returns the policy's defects and the findings, one a line. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>(policy.malformations());
    findings().forEach(finding -> lines.add(finding.toString()));
    return lines.isEmpty() ? "the policy has no statement" : String.join("\n", lines);
  }
}
