package dev.postern.auth.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A policy document that can be rewritten to the form in which a service stores it. Keeps unknown
 * members. Not thread-safe.
 */
public final class PolicyText {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode document;
  private final List<ObjectNode> statements;

  private PolicyText(ObjectNode document, List<ObjectNode> statements) {
    this.document = document;
    this.statements = statements;
  }

  /**
   * Parses a document. Empty if it or a statement is no JSON object, or a statement has no effect.
   */
  public static Optional<PolicyText> parse(String json) {
    JsonNode document;
    try {
      document = JSON.readTree(json);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
    JsonNode oneOrMany = document.path("Statement");
    List<ObjectNode> statements = new ArrayList<>();
    for (JsonNode statement : oneOrMany.isArray() ? oneOrMany : List.of(oneOrMany)) {
      if (!(statement instanceof ObjectNode object) || !object.has("Effect")) {
        return Optional.empty();
      }
      statements.add(object);
    }
    return document instanceof ObjectNode object
        ? Optional.of(new PolicyText(object, List.copyOf(statements)))
        : Optional.empty();
  }

  /** Replaces each value of {@code Resource} and {@code NotResource}. */
  public PolicyText replaceResources(UnaryOperator<String> replacement) {
    for (ObjectNode statement : statements) {
      replace(statement, "Resource", replacement);
      replace(statement, "NotResource", replacement);
    }
    return this;
  }

  private static void replace(
      ObjectNode statement, String member, UnaryOperator<String> replacement) {
    JsonNode values = statement.path(member);
    if (values.isTextual()) {
      statement.put(member, replacement.apply(values.textValue()));
    }
    if (values instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, TextNode.valueOf(replacement.apply(list.get(i).asText())));
      }
    }
  }

  /** Replaces one-element lists of principals by their element. */
  public PolicyText collapsePrincipals() {
    for (ObjectNode statement : statements) {
      for (String member : List.of("Principal", "NotPrincipal")) {
        collapse(statement, member);
        if (statement.path(member) instanceof ObjectNode byKind) {
          for (Map.Entry<String, JsonNode> kind : List.copyOf(byKind.properties())) {
            collapse(byKind, kind.getKey());
          }
        }
      }
    }
    return this;
  }

  /** Replaces one-element lists of actions and resources by their element. */
  public PolicyText collapseActionsAndResources() {
    for (ObjectNode statement : statements) {
      for (String member : List.of("Resource", "NotResource", "Action", "NotAction")) {
        collapse(statement, member);
      }
    }
    return this;
  }

  private static void collapse(ObjectNode object, String member) {
    JsonNode values = object.path(member);
    if (values.isArray() && values.size() == 1) {
      object.set(member, values.get(0));
    }
  }

  /** Returns the document as JSON without white space. */
  @Override
  public String toString() {
    return document.toString();
  }
}
