package dev.postern.auth.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A parser of the value of {@code Principal} or {@code NotPrincipal}. */
final class PrincipalReader {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ROOT = Pattern.compile("arn:[a-z0-9-]+:iam::([0-9]{12}):root");
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:[a-z0-9-]+:(iam|sts)::[a-z0-9-]+:[a-z-]+/[^*?]+");

  /** The form in which IAM shows a deleted user or role in place of its ARN. */
  private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z]{3}[A-Z0-9]{12,124}");

  private final Set<String> accounts = new HashSet<>();
  private final Set<String> arns = new HashSet<>();
  private final Set<String> services = new HashSet<>();
  private final Set<String> federated = new HashSet<>();
  private final Set<String> canonicalUsers = new HashSet<>();
  private final List<String> shown = new ArrayList<>();
  private boolean everyone;
  private String malformed = "";

  private PrincipalReader() {}

  static PrincipalElement read(JsonNode value, boolean negated) {
    PrincipalReader reader = new PrincipalReader();
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> kind : value.properties()) {
        reader.addAll(kind.getKey(), kind.getValue());
      }
    } else {
      reader.addAll("*", value);
    }
    if (reader.shown.isEmpty() && reader.malformed.isEmpty()) {
      reader.malformed = "it names no principal";
    }
    return new PrincipalElement(
        negated,
        reader.everyone,
        Set.copyOf(reader.accounts),
        Set.copyOf(reader.arns),
        Set.copyOf(reader.services),
        Set.copyOf(reader.federated),
        Set.copyOf(reader.canonicalUsers),
        List.copyOf(reader.shown),
        reader.malformed);
  }

  private void addAll(String kind, JsonNode oneOrMany) {
    List<String> names;
    try {
      names = PolicyReader.texts(oneOrMany);
    } catch (MalformedElementException e) {
      malformed = kind + " " + e.reason();
      return;
    }
    for (String name : names) {
      shown.add(name);
      try {
        add(kind, name);
      } catch (MalformedElementException e) {
        malformed = kind + " " + e.reason();
      }
    }
  }

  private void add(String kind, String name) throws MalformedElementException {
    boolean asterisk = name.equals("*");
    switch (kind) {
      case "*", "AWS" -> {
        if (asterisk) {
          everyone = true;
        } else if (kind.equals("AWS")) {
          addAws(name);
        } else {
          throw new MalformedElementException("is all that may stand without a kind of principal");
        }
      }
      case "Service" -> addExact(services, name);
      case "Federated" -> addExact(federated, name);
      case "CanonicalUser" -> addExact(canonicalUsers, name);
      default -> throw new MalformedElementException("is no principal type");
    }
  }

  private void addAws(String name) throws MalformedElementException {
    var root = ROOT.matcher(name);
    if (root.matches()) {
      accounts.add(root.group(1));
    } else if (ACCOUNT.matcher(name).matches()) {
      accounts.add(name);
    } else if (PRINCIPAL.matcher(name).matches()) {
      arns.add(name);
    } else if (!UNIQUE_ID.matcher(name).matches()) {
      throw new MalformedElementException("does not name a principal: " + name);
    }
  }

  /** Adds a name, which must have no wildcard: AWS allows none within a name. */
  private static void addExact(Set<String> names, String name) throws MalformedElementException {
    if (name.isEmpty() || name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
      throw new MalformedElementException("does not name a principal: " + name);
    }
    names.add(name);
  }
}
