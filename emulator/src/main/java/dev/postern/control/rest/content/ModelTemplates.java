package dev.postern.control.rest.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.postern.control.state.RestApiContent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Model;

/**
 * Writes the sample mapping template of a model: a body that matches the schema, with a value of
 * the right type for every property and a loop for every array.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetModelTemplate.html">
 *     GetModelTemplate</a>
 */
final class ModelTemplates {
  private static final String EMPTY = "{ }";
  private static final int MAX_DEPTH = 32;
  private static final int MAX_LENGTH = 100_000;
  private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
  private static final Pattern QUOTABLE = Pattern.compile("[^'\\\\]+");

  private final RestApiContent content;
  private final Set<String> open = new HashSet<>();
  private final StringBuilder out = new StringBuilder();

  /** Number of enclosing loops; names the loop variables. */
  private int loops;

  private ModelTemplates(RestApiContent content) {
    this.content = content;
  }

  /** A model's schema, in which its local references are resolved. */
  private record Document(String modelName, JsonNode root) {
    static Document of(Model model) {
      return new Document(model.name(), ModelSchemas.parse(model));
    }

    JsonNode at(String pointer) {
      return pointer.isEmpty() || pointer.startsWith("/")
          ? root.at(pointer)
          : MissingNode.getInstance();
    }
  }

  /** Returns the template. Follows references between models; a cyclic one is an empty object. */
  static String of(RestApiContent content, Model model) {
    ModelTemplates template = new ModelTemplates(content);
    template.out.append("#set($inputRoot = $input.path('$'))\n");
    Document document = Document.of(model);
    template.schema(document, document.root(), "$inputRoot", 0);
    return template.out.toString();
  }

  /**
   * Writes a schema's sample.
   *
   * @param document the document that contains the schema
   * @param source the VTL expression of the value
   */
  private void schema(Document document, JsonNode schema, String source, int depth) {
    if (schema.path("$ref").isTextual()) {
      reference(document, schema.path("$ref").textValue(), source, depth);
      return;
    }
    switch (type(schema)) {
      case "array" -> array(document, schema, source, depth);
      case "string" -> out.append("\"foo\"");
      case "integer" -> out.append("42");
      case "number" -> out.append("3.1415");
      case "boolean" -> out.append("true");
      case "null" -> out.append("null");
      default -> object(document, schema, source, depth);
    }
  }

  private void reference(Document document, String reference, String source, int depth) {
    Optional<Model> model =
        ModelSchemas.modelName(reference).map(name -> content.models().get(name));
    Document in = model.map(Document::of).orElse(document);
    String pointer = reference.startsWith("#") ? reference.substring(1) : "nowhere";
    JsonNode target = model.isPresent() ? in.root() : in.at(pointer);
    String key = in.modelName() + (model.isPresent() ? "" : pointer);
    boolean tooLarge = depth > MAX_DEPTH || out.length() > MAX_LENGTH;
    if (target.isMissingNode() || tooLarge || !open.add(key)) {
      out.append(EMPTY);
      return;
    }
    schema(in, target, source, depth);
    open.remove(key);
  }

  private void object(Document document, JsonNode schema, String source, int depth) {
    Map<String, JsonNode> properties = properties(schema);
    if (properties.isEmpty() || depth > MAX_DEPTH) {
      out.append(EMPTY);
      return;
    }
    out.append("{\n");
    String separator = "";
    for (Map.Entry<String, JsonNode> property : properties.entrySet()) {
      out.append(separator);
      indent(depth + 1);
      out.append(TextNode.valueOf(property.getKey())).append(" : ");
      schema(document, property.getValue(), member(source, property.getKey()), depth + 1);
      separator = ",\n";
    }
    out.append('\n');
    indent(depth);
    out.append('}');
  }

  private void array(Document document, JsonNode schema, String source, int depth) {
    JsonNode items = schema.path("items");
    if (items.isArray()) {
      items = items.path(0);
    }
    if (!items.isObject() || depth > MAX_DEPTH) {
      out.append("[ ]");
      return;
    }
    String element = loops == 0 ? "$elem" : "$elem" + loops;
    loops++;
    out.append("[\n##TODO: Update this foreach loop to reference array from input json\n")
        .append("#foreach(")
        .append(element)
        .append(" in ")
        .append(source)
        .append(")\n");
    indent(depth + 1);
    schema(document, items, element, depth + 1);
    loops--;
    out.append(" \n#if($foreach.hasNext),#end\n#end\n");
    indent(depth);
    out.append(']');
  }

  private void indent(int depth) {
    out.append("  ".repeat(depth));
  }

  private static String member(String source, String name) {
    if (IDENTIFIER.matcher(name).matches()) {
      return source + "." + name;
    }
    return QUOTABLE.matcher(name).matches() ? source + ".get('" + name + "')" : source + ".TODO";
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode one : type.isArray() ? type : List.of(type)) {
      if (one.isTextual() && !one.textValue().equals("null")) {
        return one.textValue();
      }
    }
    if (type.isTextual()) {
      return type.textValue();
    }
    return schema.has("items") ? "array" : "object";
  }

  private static Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    schema.path("properties").forEachEntry((name, property) -> properties.put(name, property));
    for (JsonNode part : schema.path("allOf")) {
      part.path("properties").forEachEntry(properties::putIfAbsent);
    }
    return properties;
  }
}
