package dev.postern.auth.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiler of a policy's JSON, element by element. A malformed element becomes a {@code Defect}.
 */
final class PolicyReader {
  private static final String VERSION_WITH_VARIABLES = "2012-10-17";
  private static final String VERSION_BY_DEFAULT = "2008-10-17";
  private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_MEMBERS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final PolicyKind kind;
  private final boolean variables;

  private PolicyReader(PolicyKind kind, boolean variables) {
    this.kind = kind;
    this.variables = variables;
  }

  /**
   * Compiles a document.
   *
   * @throws MalformedElementException if the statements cannot be identified
   */
  static List<Statement> read(JsonNode document, PolicyKind kind) throws MalformedElementException {
    if (!document.isObject()) {
      throw new MalformedElementException("the policy is no JSON object");
    }
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new MalformedElementException(
            "the policy has an unknown element " + Quoted.text(member.getKey()));
      }
    }
    JsonNode version = document.path("Version");
    if (!version.isMissingNode()
        && !version.asText().equals(VERSION_WITH_VARIABLES)
        && !version.asText().equals(VERSION_BY_DEFAULT)) {
      throw new MalformedElementException("there is no policy version " + version);
    }
    JsonNode id = document.path("Id");
    if (!id.isMissingNode() && !id.isTextual()) {
      throw new MalformedElementException("the Id is no string");
    }
    PolicyReader reader = new PolicyReader(kind, version.asText().equals(VERSION_WITH_VARIABLES));
    return reader.statements(document.path("Statement"));
  }

  private List<Statement> statements(JsonNode oneOrMany) throws MalformedElementException {
    if (!oneOrMany.isObject() && !oneOrMany.isArray()) {
      throw new MalformedElementException("the policy has no Statement");
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode statement : oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany)) {
      statements.add(statement(statement, statements.size() + 1));
    }
    return statements;
  }

  private Statement statement(JsonNode statement, int position) {
    JsonNode sid = statement.path("Sid");
    String name =
        sid.isTextual() && !sid.textValue().isEmpty()
            ? "statement " + Quoted.text(sid.textValue())
            : "statement " + position;
    List<Element> elements = new ArrayList<>();
    if (!statement.isObject()) {
      return new Statement(
          name, Effect.DENY, List.of(new Element.Defect("the statement is no JSON object")));
    }
    for (Map.Entry<String, JsonNode> member : statement.properties()) {
      if (!STATEMENT_MEMBERS.contains(member.getKey())) {
        elements.add(new Element.Defect("unknown element " + Quoted.text(member.getKey())));
      }
    }
    if (!sid.isMissingNode() && !sid.isTextual()) {
      elements.add(new Element.Defect("the Sid is no string"));
    }
    Effect effect = effect(statement.path("Effect"), elements);
    elements.addAll(actions(statement));
    elements.addAll(principal(statement, effect));
    elements.addAll(resources(statement));
    elements.addAll(conditions(statement.path("Condition")));
    return new Statement(name, effect, elements);
  }

  /** Returns the effect. A statement with a malformed effect counts as a Deny. */
  private static Effect effect(JsonNode effect, List<Element> elements) {
    if (effect.isTextual() && effect.textValue().equals("Allow")) {
      return Effect.ALLOW;
    }
    if (!effect.isTextual() || !effect.textValue().equals("Deny")) {
      elements.add(new Element.Defect("the Effect is neither Allow nor Deny"));
    }
    return Effect.DENY;
  }

  private static List<Element> actions(JsonNode statement) {
    String name = which(statement, "Action");
    if (name == null) {
      return List.of(new Element.Defect("it needs either Action or NotAction"));
    }
    try {
      return List.of(PatternElement.actions(name, texts(statement.path(name))));
    } catch (MalformedElementException e) {
      return List.of(new Element.Defect(name + " " + e.reason()));
    }
  }

  private List<Element> resources(JsonNode statement) {
    String name = which(statement, "Resource");
    if (!kind.namesResource()) {
      return statement.has("Resource") || statement.has("NotResource")
          ? List.of(new Element.Defect("a role trust policy names no resource"))
          : List.of();
    }
    if (name == null) {
      return List.of(new Element.Defect("it needs either Resource or NotResource"));
    }
    try {
      return List.of(PatternElement.resources(name, texts(statement.path(name)), variables));
    } catch (MalformedElementException e) {
      return List.of(new Element.Defect(name + " " + e.reason()));
    }
  }

  private List<Element> principal(JsonNode statement, Effect effect) {
    String name = which(statement, "Principal");
    if (!kind.namesPrincipal()) {
      return statement.has("Principal") || statement.has("NotPrincipal")
          ? List.of(new Element.Defect("an identity-based policy names no principal"))
          : List.of();
    }
    if (name == null) {
      return List.of(new Element.Defect("it needs either Principal or NotPrincipal"));
    }
    boolean negated = name.equals("NotPrincipal");
    Element element = PrincipalReader.read(statement.path(name), negated);
    if (negated && (effect == Effect.ALLOW || kind == PolicyKind.ROLE_TRUST)) {
      return List.of(
          element,
          new Element.Defect("NotPrincipal is for Deny statements of resource-based policies"));
    }
    return List.of(element);
  }

  private List<Element> conditions(JsonNode condition) {
    if (condition.isMissingNode()) {
      return List.of();
    }
    if (!condition.isObject()) {
      return List.of(new Element.Defect("the Condition is no JSON object"));
    }
    List<Element> elements = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : condition.properties()) {
      try {
        addAll(elements, Operator.parse(entry.getKey()), entry.getValue());
      } catch (MalformedElementException e) {
        elements.add(new Element.Defect(e.reason()));
      }
    }
    return elements;
  }

  private void addAll(List<Element> elements, Operator operator, JsonNode keys)
      throws MalformedElementException {
    if (!keys.isObject() || keys.isEmpty()) {
      throw new MalformedElementException("condition " + operator.name() + " has no key");
    }
    for (Map.Entry<String, JsonNode> key : keys.properties()) {
      List<String> values = new ArrayList<>();
      for (JsonNode value : key.getValue().isArray() ? key.getValue() : List.of(key.getValue())) {
        if (!value.isValueNode() || value.isNull()) {
          throw new MalformedElementException(
              "condition %s %s: a value is no string, number or boolean"
                  .formatted(operator.name(), key.getKey()));
        }
        values.add(value.asText());
      }
      if (values.isEmpty()) {
        throw new MalformedElementException(
            "condition %s %s has no value".formatted(operator.name(), key.getKey()));
      }
      elements.add(Condition.of(operator, key.getKey(), values, variables));
    }
  }

  /** Returns the name of the element or its negation, or null if there is neither or both. */
  private static @Nullable String which(JsonNode statement, String name) {
    boolean plain = statement.has(name);
    boolean opposite = statement.has("Not" + name);
    if (plain == opposite) {
      return null;
    }
    return plain ? name : "Not" + name;
  }

  /**
   * Returns one string or all of an array.
   *
   * @throws MalformedElementException if the value is empty or anything else
   */
  static List<String> texts(JsonNode oneOrMany) throws MalformedElementException {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany)) {
      if (!text.isTextual()) {
        throw new MalformedElementException("is neither a string nor an array of strings");
      }
      texts.add(text.textValue());
    }
    if (texts.isEmpty()) {
      throw new MalformedElementException("is empty");
    }
    return List.copyOf(texts);
  }
}
