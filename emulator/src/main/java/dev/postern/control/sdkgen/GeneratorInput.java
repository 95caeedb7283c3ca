package dev.postern.control.sdkgen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes an API's definition fit for openapi-generator: all methods in one client class, each with a
 * name, no AWS extensions, schemas as OpenAPI has them instead of JSON schema, and no reference
 * that leads out of the document, which the generator would follow.
 */
final class GeneratorInput {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Set<String> VERBS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  /** Classes of the generated packages, and of Java, that go by their simple names. */
  private static final Set<String> TAKEN =
      Set.of(
          """
          ApiCallback ApiClient ApiException ApiInvoker ApiResponse Configuration JSON JsonUtil Pair
          ServerConfiguration ServerVariable StringUtil Boolean Byte Character Class Deprecated Double
          Exception Float IllegalArgumentException Integer Iterable Long Math Number Object Override
          Runnable RuntimeException Short String StringBuilder SuppressWarnings System Thread
          Throwable Void\
          """
              .split("\\s+"));

  private final ObjectNode document;

  private GeneratorInput(ObjectNode document) {
    this.document = document;
  }

  /**
   * Changes the document.
   *
   * @param clientName tag of all operations, of which the generator makes the client's class
   */
  static void prepare(ObjectNode document, String clientName, String invokeUrl) {
    GeneratorInput input = new GeneratorInput(document);
    document.putArray("servers").addObject().put("url", invokeUrl);
    input.renamePaths();
    input.nameOperations(clientName);
    input.clean(document);
  }

  /** The name, or another if a model has it or a class that the client needs beside it. */
  static String clientName(ObjectNode document, String name) {
    List<String> taken = names(document.at("/components/schemas"));
    taken.addAll(TAKEN);
    return taken.stream().anyMatch(name::equalsIgnoreCase) ? name + "Client" : name;
  }

  /** OpenAPI has no greedy variables. */
  private void renamePaths() {
    ObjectNode paths = document.withObjectProperty("paths");
    for (String path : names(paths)) {
      if (path.contains("+}")) {
        paths.set(path.replace("+}", "}"), paths.remove(path));
      }
    }
  }

  private void nameOperations(String clientName) {
    MethodNames names = new MethodNames();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        if (VERBS.contains(verb.getKey()) && verb.getValue() instanceof ObjectNode operation) {
          String given = operation.path("operationId").asText("");
          operation.put(
              "operationId",
              given.isBlank()
                  ? names.verbFirst(path.getKey(), verb.getKey())
                  : names.unique(given));
          operation.putArray("tags").add(clientName);
          declareVariables(path.getKey(), operation);
          if (operation.path("responses").isEmpty()) {
            operation
                .putObject("responses")
                .putObject("default")
                .put("description", "Any response");
          }
        }
      }
    }
  }

  /** OpenAPI wants every variable of a path declared; a method of API Gateway need not do so. */
  private static void declareVariables(String path, ObjectNode operation) {
    Set<String> declared = new HashSet<>();
    operation
        .path("parameters")
        .forEach(parameter -> {
          if (parameter.path("in").asText().equals("path")) {
            declared.add(parameter.path("name").asText());
          }
        });
    for (String name : ApiMethod.variables(path)) {
      if (!declared.contains(name)) {
        ObjectNode parameter =
            operation
                .withArrayProperty("parameters")
                .addObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true);
        parameter.putObject("schema").put("type", "string");
      }
    }
  }

  private void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("$schema");
      if (object.path("$ref").isTextual() && !isKnown(object.path("$ref").textValue())) {
        object.removeAll();
      }
      if (object.path("type") instanceof ArrayNode types) {
        setType(object, types);
      }
      for (String name : names(object)) {
        if (name.startsWith("x-amazon-apigateway-")) {
          object.remove(name);
        }
      }
    }
    node.forEach(this::clean);
  }

  private boolean isKnown(String reference) {
    return reference.startsWith(SCHEMAS)
        && document.at("/components/schemas").has(reference.substring(SCHEMAS.length()));
  }

  /** {@code ["string", "null"]} is a string that may be null; of several types OpenAPI has none. */
  private static void setType(ObjectNode schema, ArrayNode types) {
    Set<String> named = new HashSet<>();
    types.forEach(type -> named.add(type.asText()));
    if (named.remove("null")) {
      schema.put("nullable", true);
    }
    if (named.size() == 1) {
      schema.put("type", named.iterator().next());
      return;
    }
    schema.remove("type");
  }

  /** A copy: the object may be changed meanwhile. */
  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
