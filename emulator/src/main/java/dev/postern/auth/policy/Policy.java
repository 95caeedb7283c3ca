package dev.postern.auth.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A compiled policy. Immutable; safe from any thread.
 *
 * <p>The time of an evaluation is at most proportional to the policy's length times the length of
 * the request's longest value. It allocates only the decision and substituted policy variables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">
 *     Policy evaluation logic</a>
 */
public final class Policy {
  private final List<Statement> statements;
  private final List<String> malformations;
  private final boolean readable;

  private Policy(List<Statement> statements, List<String> malformations, boolean readable) {
    this.statements = List.copyOf(statements);
    this.malformations = List.copyOf(malformations);
    this.readable = readable;
  }

  /**
   * Parses a policy. Never fails: {@link #malformations} returns the defects, and a malformed
   * element never allows.
   *
   * @param json at most 32,768 characters
   */
  public static Policy parse(String json, PolicyKind kind) {
    List<Statement> statements;
    try {
      statements = PolicyReader.read(PolicyJson.read(json), kind);
    } catch (MalformedElementException e) {
      return new Policy(List.of(), List.of("malformed: " + e.reason()), false);
    }
    List<String> malformations = new ArrayList<>();
    statements.forEach(statement -> malformations.addAll(statement.malformations()));
    return new Policy(statements, malformations, true);
  }

  /** Returns whether the text is a policy with statements, malformed or not. */
  public boolean isReadable() {
    return readable;
  }

  /** Returns the violations of IAM's grammar; empty for a well-formed policy. */
  public List<String> malformations() {
    return malformations;
  }

  /** Decides about a request. An applicable Deny wins over an applicable Allow. */
  public Decision evaluate(AccessRequest request) {
    Explanation explanation = new Explanation(this, request);
    Statement allowing = null;
    boolean undecided = !readable;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (statement.effect() == Effect.ALLOW && allowing != null) {
        continue;
      }
      Truth applies = statement.appliesTo(request);
      if (applies == Truth.NO) {
        continue;
      }
      if (statement.effect() == Effect.DENY) {
        if (applies == Truth.YES) {
          return new Decision.ExplicitDeny(statement.name(), explanation);
        }
        undecided = true;
      } else if (applies == Truth.YES) {
        allowing = statement;
      }
    }
    return undecided || allowing == null
        ? new Decision.ImplicitDeny(undecided, explanation)
        : new Decision.Allow(allowing.name(), explanation);
  }

  List<Statement> statements() {
    return statements;
  }
}
