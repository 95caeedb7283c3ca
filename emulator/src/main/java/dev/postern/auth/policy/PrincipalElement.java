package dev.postern.auth.policy;

import dev.postern.aws.Unverified;
import java.util.List;
import java.util.Set;

/**
 * {@code Principal} or {@code NotPrincipal}.
 *
 * <p>{@code NotPrincipal} excludes a principal only if it names every identity of the principal:
 * the account and the user, or the account, the role and the session.
 *
 * @param negated whether it is {@code NotPrincipal}
 * @param everyone whether it names all principals, including anonymous ones
 * @param accounts account ids, including those of {@code arn:aws:iam::123456789012:root}
 * @param arns ARNs of users, roles and sessions, case-sensitive
 * @param shown the values as in the policy
 * @param malformed why a value is malformed, or empty
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">
 *     AWS JSON policy elements: Principal</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">
 *     AWS JSON policy elements: NotPrincipal</a>
 */
record PrincipalElement(
    boolean negated,
    boolean everyone,
    Set<String> accounts,
    Set<String> arns,
    Set<String> services,
    Set<String> federated,
    Set<String> canonicalUsers,
    List<String> shown,
    String malformed)
    implements Element {

  @Override
  public Truth appliesTo(AccessRequest request) {
    RequestPrincipal principal = request.principal();
    return negated ? leftOut(principal).negated() : named(principal);
  }

  private Truth named(RequestPrincipal principal) {
    boolean named =
        everyone
            || switch (principal) {
              case RequestPrincipal.Anonymous _ -> false;
              case RequestPrincipal.AccountMember member ->
                  namesAccount(member) || member.arns().stream().anyMatch(arns::contains);
              case RequestPrincipal.Service(String name) -> services.contains(name);
              case RequestPrincipal.Federated(String provider) -> federated.contains(provider);
            };
    return named ? Truth.YES : otherwise();
  }

  @Unverified(
      "The guide says that AWS might check the account, the role and the session one by one;"
          + " Postern assumes that it always does.")
  private Truth leftOut(RequestPrincipal principal) {
    if (principal instanceof RequestPrincipal.AccountMember member && !everyone) {
      return namesAccount(member) && arns.containsAll(member.arns()) ? Truth.YES : otherwise();
    }
    return named(principal);
  }

  private boolean namesAccount(RequestPrincipal.AccountMember member) {
    return accounts.contains(member.account())
        || (member.canonicalUser() != null && canonicalUsers.contains(member.canonicalUser()));
  }

  private Truth otherwise() {
    return malformed.isEmpty() ? Truth.NO : Truth.UNKNOWN;
  }

  @Override
  public String describe(AccessRequest request) {
    String how =
        switch (negated ? leftOut(request.principal()) : named(request.principal())) {
          case YES -> " is named by ";
          case NO -> " is not named by ";
          case UNKNOWN -> " may be named by ";
        };
    return "principal %s%s%s %s%s"
        .formatted(
            Quoted.text(request.principal().toString()),
            how,
            negated ? "NotPrincipal" : "Principal",
            Quoted.list(shown),
            malformed.isEmpty() ? "" : " (malformed: " + malformed + ")");
  }
}
