package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into a JSON tree from the parser's events, so that a file cannot instantiate classes.
 * Aliases are copied at the expense of the budget. Merge keys ({@code <<}) are supported; tags are
 * supported only for the JSON types.
 */
final class YamlTree {
  private static final String TAG = "tag:yaml.org,2002:";
  private static final Set<String> PLAIN_TAGS =
      Set.of(TAG + "int", TAG + "float", TAG + "bool", TAG + "null");

  /** The time of the parser is quadratic in the length of a line. */
  private static final int MAX_LINE_LENGTH = 1 << 19;

  private final ParserImpl parser;
  private final Budget budget;
  private final Map<String, Anchored> anchors = new HashMap<>();

  /** A node with an anchor, and the cost of a copy. */
  private record Anchored(JsonNode node, long cost) {}

  private YamlTree(ParserImpl parser, Budget budget) {
    this.parser = parser;
    this.budget = budget;
  }

  /**
   * Parses a text of one document.
   *
   * @throws dev.postern.aws.error.AwsException if the text is not YAML, too deep or too large
   */
  static JsonNode read(String text, Budget budget) {
    checkLines(text);
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(Integer.MAX_VALUE);
      return new YamlTree(new ParserImpl(new StreamReader(text), options), budget).document();
    } catch (YAMLException _) {
      throw ImportErrors.invalidInput();
    }
  }

  private static void checkLines(String text) {
    int start = 0;
    while (text.length() - start > MAX_LINE_LENGTH) {
      int end = text.indexOf('\n', start);
      if (end < 0 || end - start > MAX_LINE_LENGTH) {
        throw ImportErrors.invalidInput();
      }
      start = end + 1;
    }
  }

  private JsonNode document() {
    expect(StreamStartEvent.class);
    expect(DocumentStartEvent.class);
    JsonNode root = node(parser.getEvent(), 0);
    expect(DocumentEndEvent.class);
    expect(StreamEndEvent.class);
    return root;
  }

  private void expect(Class<? extends Event> type) {
    if (!type.isInstance(parser.getEvent())) {
      throw ImportErrors.invalidInput();
    }
  }

  private JsonNode node(Event event, int depth) {
    if (depth > Trees.MAX_DEPTH) {
      throw ImportErrors.invalidInput();
    }
    if (event instanceof AliasEvent alias) {
      return copy(alias);
    }
    long before = budget.spent();
    budget.spend(Budget.NODE);
    JsonNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case SequenceStartEvent start -> sequence(start, depth);
          case MappingStartEvent start -> mapping(start, depth);
          default -> throw ImportErrors.invalidInput();
        };
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, budget.spent() - before));
    }
    return node;
  }

  /**
   * Copies an anchored node. An anchor is defined when its node is complete, so there are no
   * cycles.
   */
  private JsonNode copy(AliasEvent alias) {
    Anchored anchored = anchors.get(alias.getAnchor());
    if (anchored == null) {
      throw ImportErrors.invalidInput();
    }
    budget.spend(anchored.cost());
    return anchored.node().deepCopy();
  }

  private JsonNode scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    budget.spend(text.length());
    String tag = scalar.getTag();
    if (tag == null ? scalar.getImplicit().canOmitTagInPlainScalar() : PLAIN_TAGS.contains(tag)) {
      return YamlScalars.plain(text);
    }
    if (tag != null && !tag.equals("!") && !tag.equals(TAG + "str")) {
      throw ImportErrors.invalidInput();
    }
    return JsonNodeFactory.instance.textNode(text);
  }

  private JsonNode sequence(SequenceStartEvent start, int depth) {
    refuseTag(start.getTag(), "seq");
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Event event = parser.getEvent();
        !(event instanceof SequenceEndEvent);
        event = parser.getEvent()) {
      list.add(node(event, depth + 1));
    }
    return list;
  }

  private JsonNode mapping(MappingStartEvent start, int depth) {
    refuseTag(start.getTag(), "map");
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    List<JsonNode> merged = new ArrayList<>();
    for (Event event = parser.getEvent();
        !(event instanceof MappingEndEvent);
        event = parser.getEvent()) {
      if (!(event instanceof ScalarEvent key)) {
        throw ImportErrors.invalidInput();
      }
      budget.spend(key.getValue().length());
      JsonNode value = node(parser.getEvent(), depth + 1);
      if (key.getValue().equals("<<") && key.isPlain()) {
        (value instanceof ArrayNode several ? several : List.of(value)).forEach(merged::add);
      } else {
        map.set(key.getValue(), value);
      }
    }
    merged.forEach(other -> merge(map, other));
    return map;
  }

  /** Adds the members that the map does not contain yet. */
  private static void merge(ObjectNode map, JsonNode other) {
    if (!(other instanceof ObjectNode members)) {
      throw ImportErrors.invalidInput();
    }
    members
        .properties()
        .forEach(member -> {
          if (!map.has(member.getKey())) {
            map.set(member.getKey(), member.getValue());
          }
        });
  }

  private static void refuseTag(@Nullable String tag, String own) {
    if (tag != null && !tag.equals("!") && !tag.equals(TAG + own)) {
      throw ImportErrors.invalidInput();
    }
  }
}
