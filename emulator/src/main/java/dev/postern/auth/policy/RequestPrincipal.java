package dev.postern.auth.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The principal of a request, in the forms that the {@code Principal} element can name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">
 *     AWS JSON policy elements: Principal</a>
 */
public sealed interface RequestPrincipal {
  /** A caller that did not sign the request. */
  record Anonymous() implements RequestPrincipal {
    @Override
    public String toString() {
      return "anonymous";
    }
  }

  /**
   * A principal of an AWS account.
   *
   * @param account 12 digits
   * @param arns all ARNs of the principal other than the account's: the user, or the role and its
   *     session; empty for the root user
   * @param canonicalUser the account's canonical user ID, or null if not needed
   */
  record AccountMember(String account, List<String> arns, @Nullable String canonicalUser)
      implements RequestPrincipal {
    public AccountMember {
      arns = List.copyOf(arns);
    }

    @Override
    public String toString() {
      return arns.isEmpty() ? "arn:aws:iam::" + account + ":root" : arns.getLast();
    }
  }

  /**
   * An AWS service that calls on its own behalf.
   *
   * @param name such as {@code apigateway.amazonaws.com}
   */
  record Service(String name) implements RequestPrincipal {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A caller authenticated by an identity provider that has not assumed a role yet.
   *
   * @param provider host name, or ARN of an OIDC or SAML provider
   */
  record Federated(String provider) implements RequestPrincipal {
    @Override
    public String toString() {
      return provider;
    }
  }

  /** Returns the principal of an unsigned request. */
  static RequestPrincipal anonymous() {
    return new Anonymous();
  }

  /** Returns the root user of an account. */
  static RequestPrincipal root(String account) {
    return new AccountMember(account, List.of(), null);
  }

  /** Returns an IAM user, or a federated user session of STS. */
  static RequestPrincipal user(String account, String arn) {
    return new AccountMember(account, List.of(arn), null);
  }

  /** Returns a session of a role. */
  static RequestPrincipal roleSession(String account, String roleArn, String sessionArn) {
    return new AccountMember(account, List.of(roleArn, sessionArn), null);
  }
}
