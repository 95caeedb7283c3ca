package dev.postern.auth.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The principals of {@link NaivePolicy}. */
final class NaivePrincipals {
  private NaivePrincipals() {}

  static Optional<Boolean> applies(JsonNode statement, RequestPrincipal principal, boolean deny) {
    boolean not = statement.has("NotPrincipal");
    JsonNode names = statement.path(not ? "NotPrincipal" : "Principal");
    List<String> identities = new ArrayList<>();
    String account = null;
    switch (principal) {
      case RequestPrincipal.Anonymous _ -> {}
      case RequestPrincipal.Service(String name) -> identities.add("Service " + name);
      case RequestPrincipal.Federated(String name) -> identities.add("Federated " + name);
      case RequestPrincipal.AccountMember member -> {
        account = member.account();
        member.arns().forEach(arn -> identities.add("AWS " + arn));
      }
    }
    List<String> named = new ArrayList<>();
    if (names.isTextual()) {
      named.add(names.asText().equals("*") ? "AWS *" : "?");
    }
    names
        .properties()
        .forEach(kind ->
            NaivePolicy.texts(kind.getValue())
                .forEach(name -> named.add(kind.getKey() + " " + name)));
    boolean everyone = named.contains("AWS *");
    boolean malformed = named.contains("?") || named.contains("AWS nobody");
    boolean byAccount =
        account != null
            && (named.contains("AWS " + account)
                || named.contains("AWS arn:aws:iam::" + account + ":root"));
    Optional<Boolean> otherwise = malformed ? Optional.empty() : Optional.of(false);
    if (not) {
      boolean leftOut =
          everyone
              || (account == null
                  ? !identities.isEmpty() && named.containsAll(identities)
                  : byAccount && named.containsAll(identities));
      Optional<Boolean> applies = leftOut ? Optional.of(false) : otherwise.map(b -> !b);
      return deny ? applies : NaivePolicy.every(List.of(applies, Optional.empty()));
    }
    return everyone || byAccount || identities.stream().anyMatch(named::contains)
        ? Optional.of(true)
        : otherwise;
  }
}
