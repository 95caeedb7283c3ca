package dev.postern.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as the JSON it stands for. Makes no objects but JSON ones: tags of other types are refused.
 * Aliases are written out within a budget, so that a few lines cannot become gigabytes.
 */
final class YamlTree {
  private static final int MOST_CHARACTERS = 32 * 1_024 * 1_024;
  private static final int DEEPEST = 100;
  private static final Set<Tag> TAGS =
      Set.of(
          Tag.MAP,
          Tag.SEQ,
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private int left = MOST_CHARACTERS;

  /**
   * Reads one document.
   *
   * @throws IOException when it is no YAML, or none that stands for JSON
   */
  JsonNode read(String text) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(1_000);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      return root == null ? NullNode.instance : json(root, 0);
    } catch (YAMLException e) {
      throw new IOException("no YAML", e);
    }
  }

  private JsonNode json(Node node, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("nested too deeply");
    }
    if (!TAGS.contains(node.getTag())) {
      throw new IOException("a tag of another type");
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        ArrayNode list = JSON.arrayNode();
        for (Node element : sequence.getValue()) {
          list.add(json(element, depth + 1));
        }
        yield list;
      }
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
          object.set(key(entry.getKeyNode()), json(entry.getValueNode(), depth + 1));
        }
        yield object;
      }
      default -> throw new IOException("a node of " + node.getNodeId());
    };
  }

  /** Keys are texts, whatever they look like: {@code 200} among responses is one. */
  private String key(Node node) throws IOException {
    if (!(node instanceof ScalarNode scalar)) {
      throw new IOException("a key that is no text");
    }
    spend(scalar.getValue());
    return scalar.getValue();
  }

  private JsonNode scalar(ScalarNode scalar) throws IOException {
    String value = scalar.getValue();
    spend(value);
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return NullNode.instance;
    }
    if (tag.equals(Tag.BOOL)) {
      return BooleanNode.valueOf(isTrue(value));
    }
    if (tag.equals(Tag.INT)) {
      return integer(value);
    }
    return tag.equals(Tag.FLOAT) ? decimal(value) : TextNode.valueOf(value);
  }

  private void spend(String value) throws IOException {
    left -= value.length() + 1;
    if (left < 0) {
      throw new IOException("aliases make it too large");
    }
  }

  private static boolean isTrue(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      default -> false;
    };
  }

  /** What is not written in ten digits, such as {@code 0x1F}, is left as it is. */
  private static JsonNode integer(String value) {
    return value.matches("[-+]?(0|[1-9][0-9]{0,99})")
        ? JSON.numberNode(new BigInteger(value))
        : TextNode.valueOf(value);
  }

  private static JsonNode decimal(String value) {
    return value.matches("[-+]?[0-9]{1,99}(\\.[0-9]{0,99})?([eE][-+]?[0-9]{1,3})?")
        ? JSON.numberNode(new BigDecimal(value))
        : TextNode.valueOf(value);
  }
}
