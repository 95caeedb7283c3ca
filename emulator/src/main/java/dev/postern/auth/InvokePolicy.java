package dev.postern.auth;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function's resource policy, ready to be asked whether a service may invoke the function.
 *
 * <p>Lambda's resource policies hold only {@code Allow} statements: what none allows is denied.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">
 *     Viewing resource-based IAM policies in Lambda</a>
 */
public final class InvokePolicy {
  private static final String INVOKE = "lambda:invokefunction";
  private static final String LATEST = "$LATEST";

  private final List<Rule> rules;

  private InvokePolicy(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * One statement.
   *
   * @param qualifier alias or version it is for, or null for the unqualified function
   * @param principal service, account id or ARN, or {@code *}
   * @param sourceArn {@code ArnLike} pattern, or null for no such condition
   * @param sourceAccount exact, or null
   * @param eventSourceToken no service sends one for API Gateway: a statement with it never allows
   * @param principalOrgId a service belongs to no organisation: neither does a statement with it
   */
  public record Statement(
      @Nullable String qualifier,
      String action,
      String principal,
      @Nullable String sourceArn,
      @Nullable String sourceAccount,
      @Nullable String eventSourceToken,
      @Nullable String principalOrgId) {}

  private record Rule(Statement statement, @Nullable ArnPattern source) {}

  public static InvokePolicy of(List<Statement> statements) {
    return new InvokePolicy(
        statements.stream()
            .filter(InvokePolicy::mayAllowServices)
            .map(InvokePolicy::compile)
            .toList());
  }

  private static boolean mayAllowServices(Statement statement) {
    return allowsInvoke(statement.action())
        && statement.eventSourceToken() == null
        && statement.principalOrgId() == null;
  }

  /** IAM compares actions without regard to case. */
  private static boolean allowsInvoke(String action) {
    return action.equals("*")
        || action.equalsIgnoreCase("lambda:*")
        || action.equalsIgnoreCase(INVOKE);
  }

  private static Rule compile(Statement statement) {
    String source = statement.sourceArn();
    return new Rule(statement, source == null ? null : ArnPattern.of(source));
  }

  /**
   * Whether the service may invoke the function. A statement for the unqualified function covers
   * {@code $LATEST}, but no alias and no other version.
   *
   * @param service such as {@code apigateway.amazonaws.com}
   * @param sourceArn what calls, such as a method's {@code execute-api} ARN
   * @param sourceAccount account that owns what calls
   * @param qualifier of the function as it is called, or null
   */
  public boolean allows(
      String service, String sourceArn, String sourceAccount, @Nullable String qualifier) {
    String version = LATEST.equals(qualifier) ? null : qualifier;
    for (Rule rule : rules) {
      if (isFor(rule.statement(), service, sourceAccount, version)
          && (rule.source() == null || rule.source().matches(sourceArn))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFor(
      Statement statement, String service, String sourceAccount, @Nullable String version) {
    return Objects.equals(statement.qualifier(), version)
        && (statement.principal().equals("*") || statement.principal().equals(service))
        && (statement.sourceAccount() == null || statement.sourceAccount().equals(sourceAccount));
  }
}
