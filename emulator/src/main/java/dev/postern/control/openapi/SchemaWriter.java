package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Model;

/** Converts the schemas of models to schemas of a file; the inverse of {@link SchemaRewriter}. */
final class SchemaWriter {
  private static final Pattern MODEL_URL =
      Pattern.compile("https://apigateway\\.amazonaws\\.com/restapis/[^/]+/models/([^/?#]+)");

  private final String prefix;

  SchemaWriter(String prefix) {
    this.prefix = prefix;
  }

  ObjectNode written(Model model) {
    ObjectNode schema = Trees.stored(model.schema());
    schema.remove("$schema");
    pointReferences(schema, model.name());
    return schema;
  }

  private void pointReferences(JsonNode node, String model) {
    if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
      object.set("$ref", TextNode.valueOf(target(object.path("$ref").textValue(), model)));
    }
    node.forEach(child -> pointReferences(child, model));
  }

  private String target(String reference, String model) {
    Matcher url = MODEL_URL.matcher(reference);
    if (url.matches()) {
      return prefix + url.group(1);
    }
    return reference.startsWith("#") ? prefix + model + reference.substring(1) : reference;
  }
}
