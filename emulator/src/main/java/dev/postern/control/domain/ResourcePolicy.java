package dev.postern.control.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The resource policy of a REST API or of a private domain name: brought into one form when it is
 * put, escaped when that of an API is shown.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html">
 *     Control access to a REST API with API Gateway resource policies</a>
 */
public final class ResourcePolicy {
  private static final JsonMapper JSON = new JsonMapper();

  private ResourcePolicy() {}

  /**
   * The policy as it is stored: short resource names become ARNs of the API, a list of one
   * principal becomes that principal.
   */
  public static String normalise(String policy, Caller caller, String apiId) {
    return normalise(policy, resource -> expanded(resource, caller, apiId)).toString();
  }

  /**
   * The policy of a private domain name as it is stored: short resource names become the domain
   * name's, lists of one become that one.
   *
   * @param arn of the domain name for invocations
   */
  static String ofDomain(String policy, String arn) {
    ObjectNode document =
        normalise(policy, resource -> resource.startsWith("execute-api:/") ? arn : resource);
    for (JsonNode statement : statements(document)) {
      for (String member : List.of("Resource", "NotResource", "Action", "NotAction")) {
        JsonNode values = statement.path(member);
        if (values.isArray() && values.size() == 1) {
          ((ObjectNode) statement).set(member, values.get(0));
        }
      }
    }
    return document.toString();
  }

  private static ObjectNode normalise(String policy, UnaryOperator<String> expand) {
    ObjectNode document = parse(policy);
    for (JsonNode statement : statements(document)) {
      if (!(statement instanceof ObjectNode object) || !object.has("Effect")) {
        throw RestErrors.invalidPolicy();
      }
      expandResources(object, "Resource", expand);
      expandResources(object, "NotResource", expand);
      collapsePrincipal(object, "Principal");
      collapsePrincipal(object, "NotPrincipal");
    }
    return document;
  }

  private static List<JsonNode> statements(ObjectNode document) {
    JsonNode statements = document.path("Statement");
    return statements.isArray() ? statements.valueStream().toList() : List.of(statements);
  }

  /** As AWS shows a policy: a text whose quotes are escaped. */
  public static String shown(String policy) {
    return policy.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static ObjectNode parse(String policy) {
    try {
      if (JSON.readTree(policy) instanceof ObjectNode document) {
        return document;
      }
      throw RestErrors.invalidPolicy();
    } catch (JsonProcessingException _) {
      throw RestErrors.invalidPolicy();
    }
  }

  private static void expandResources(
      ObjectNode statement, String member, UnaryOperator<String> expand) {
    JsonNode resources = statement.path(member);
    if (resources.isTextual()) {
      statement.put(member, expand.apply(resources.textValue()));
    }
    if (resources instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, TextNode.valueOf(expand.apply(list.get(i).asText())));
      }
    }
  }

  /** {@code execute-api:/dev/GET/pets} means the API the policy is of. */
  private static String expanded(String resource, Caller caller, String apiId) {
    if (!resource.startsWith("execute-api:/")) {
      return resource;
    }
    return "arn:%s:execute-api:%s:%s:%s%s"
        .formatted(
            caller.region().partition(),
            caller.region(),
            caller.account(),
            apiId,
            resource.substring("execute-api:".length()));
  }

  private static void collapsePrincipal(ObjectNode statement, String member) {
    JsonNode principal = statement.path(member);
    if (principal.isArray() && principal.size() == 1) {
      statement.set(member, principal.get(0));
    }
    if (principal instanceof ObjectNode byKind) {
      for (Map.Entry<String, JsonNode> kind : List.copyOf(byKind.properties())) {
        if (kind.getValue().isArray() && kind.getValue().size() == 1) {
          byKind.set(kind.getKey(), kind.getValue().get(0));
        }
      }
    }
  }
}
