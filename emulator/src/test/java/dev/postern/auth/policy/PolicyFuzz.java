package dev.postern.auth.policy;

import dev.postern.testing.FuzzInput;
import dev.postern.testing.FuzzRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Evaluates any policy for any request: the explanation must agree with the decision. Input parts:
 * policy, action, resource, value of every condition key.
 */
public class PolicyFuzz {
  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    FuzzInput parts = new FuzzInput(bytes);
    List<String> values = List.of(parts.part(3).split("\n", -1));
    RequestPrincipal bob =
        RequestPrincipal.user("123456789012", "arn:aws:iam::123456789012:user/bob");
    AccessRequest request =
        new AccessRequest(
            bob, parts.part(1), parts.part(2), key -> key.contains("none") ? List.of() : values);
    for (PolicyKind kind : PolicyKind.values()) {
      Policy policy = Policy.parse(parts.part(0), kind);
      Decision decision = policy.evaluate(request);
      boolean agreed =
          decision.explanation().findings().stream()
                  .anyMatch(finding -> finding.applies() && finding.effect() == Effect.ALLOW)
              || !decision.allows();
      if (!agreed || decision.explanation().toString().isEmpty()) {
        throw new IllegalStateException(decision + ": " + decision.explanation());
      }
    }
  }

  @Test
  void corpusAndItsMutations() {
    FuzzRun.of("policy", PolicyFuzz::fuzzerTestOneInput, 15_000);
  }
}
