package dev.postern.execute.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Unverified;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of the query protocol as JSON. The service's shapes are not known: an element is a
 * member, its text a string, repeated elements are an array. Attributes and namespaces have no
 * place in it.
 *
 * @param root local name of the root element
 * @param value JSON value of the root element
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
record AnswerXml(String root, JsonNode value) {
  private static final int MAX_DEPTH = 100;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> PAIR = Set.of("key", "value");

  /** Parses an answer; empty if it is malformed, has a document type or is nested too deeply. */
  static Optional<AnswerXml> parse(byte[] xml) {
    try {
      return read(xml);
    } catch (XMLStreamException _) {
      // The text is not XML, or exceeds a limit of the parser.
      return Optional.empty();
    }
  }

  private static Optional<AnswerXml> read(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    Element document = new Element("");
    Deque<Element> open = new ArrayDeque<>();
    open.push(document);
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() > MAX_DEPTH) {
            return Optional.empty();
          }
          open.push(new Element(reader.getLocalName()));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.element().text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          Element closed = open.pop();
          open.element().add(closed.name, closed.value());
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
          return Optional.empty();
        }
        default -> {
          // Comments and other nodes hold no values.
        }
      }
    }
    return document.children.entrySet().stream()
        .findFirst()
        .map(root -> new AnswerXml(root.getKey(), root.getValue().getFirst()));
  }

  /** An element whose end is not read yet. */
  private static final class Element {
    final String name;
    final StringBuilder text = new StringBuilder();
    final Map<String, List<JsonNode>> children = new LinkedHashMap<>();

    Element(String name) {
      this.name = name;
    }

    void add(String child, JsonNode value) {
      children.computeIfAbsent(child, _ -> new ArrayList<>(1)).add(value);
    }

    JsonNode value() {
      if (children.isEmpty()) {
        return text.toString().isBlank() ? JSON.nullNode() : JSON.textNode(text.toString());
      }
      if (children.size() == 1) {
        Map.Entry<String, List<JsonNode>> only = children.entrySet().iterator().next();
        return onlyChild(only.getKey(), only.getValue());
      }
      return object();
    }

    @Unverified(
        "Maps of the query protocol are JSON objects. Users' templates read the messages of"
            + " ReceiveMessage as an array called messages; AWS's names of other flattened lists"
            + " are not recorded.")
    private JsonNode onlyChild(String child, List<JsonNode> values) {
      if (child.equals("member")) {
        return array(values);
      }
      if (child.equals("entry") && values.stream().allMatch(Element::isPair)) {
        ObjectNode map = JSON.objectNode();
        values.forEach(pair -> map.set(pair.get("key").asText(), pair.get("value")));
        return map;
      }
      if (name.equals("ReceiveMessageResult") && child.equals("Message")) {
        return JSON.objectNode().set("messages", array(values));
      }
      return object();
    }

    private static boolean isPair(JsonNode entry) {
      return entry.size() == PAIR.size() && PAIR.stream().allMatch(entry::has);
    }

    @Unverified(
        "A flattened list of one element stays that element: without shapes it is no list. All"
            + " values are strings, numbers and booleans too.")
    private ObjectNode object() {
      ObjectNode object = JSON.objectNode();
      children.forEach((child, values) ->
          object.set(child, values.size() == 1 ? values.getFirst() : array(values)));
      return object;
    }

    private static ArrayNode array(List<JsonNode> values) {
      return JSON.arrayNode(values.size()).addAll(values);
    }
  }
}
