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
 * Prepares an API's definition for openapi-generator. Puts all methods in one client class, names
 * each method, removes AWS extensions, converts JSON Schema to OpenAPI's schemas, and removes
 * references to other documents, which the generator would follow.
 */
final class GeneratorInput {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Set<String> VERBS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  /** Simple names of classes in the generated packages and in {@code java.lang}. */
  private static final Set<String> RESERVED =
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
   * Changes the document in place.
   *
   * @param clientName tag of all operations; the generator names the client class after it
   */
  static void prepare(ObjectNode document, String clientName, String invokeUrl) {
    GeneratorInput input = new GeneratorInput(document);
    document.putArray("servers").addObject().put("url", invokeUrl);
    input.renamePaths();
    input.nameOperations(clientName);
    input.clean(document);
  }

  /** Returns the name, or another if a model or a class of the generated package has it. */
  static String clientName(ObjectNode document, String name) {
    List<String> taken = names(document.at("/components/schemas"));
    taken.addAll(RESERVED);
    return taken.stream().anyMatch(name::equalsIgnoreCase) ? name + "Client" : name;
  }

  /** Replaces greedy path variables, which OpenAPI does not have. */
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

  /** Declares undeclared path variables. OpenAPI requires it; API Gateway does not. */
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

  /**
   * Converts a list of types. {@code ["string", "null"]} becomes a nullable string. OpenAPI does
   * not support several other types.
   */
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

  /** Returns a copy of the member names, so that the object can be changed during iteration. */
  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
