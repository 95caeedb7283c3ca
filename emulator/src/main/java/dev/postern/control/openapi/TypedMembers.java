package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.ImportErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of an integration by type. Ignores members of another type and adds a warning. An
 * object or a list where a single value belongs makes the whole file malformed.
 *
 * @param path of the resource, with the base path applied
 */
record TypedMembers(ObjectNode node, String path, String verb, Findings findings) {
  TypedMembers of(ObjectNode other) {
    return new TypedMembers(other, path, verb, findings);
  }

  @Nullable String text(String member) {
    JsonNode value = node.path(member);
    if (isAbsent(value)) {
      return null;
    }
    refuseContainer(value);
    if (!value.isTextual()) {
      warn(member, "string", member, value);
      return null;
    }
    return value.textValue();
  }

  /** Returns the member in upper case if it is one of the choices in any letter case. */
  @Nullable String choice(String member, Set<String> choices) {
    String text = text(member);
    if (text == null) {
      return null;
    }
    String upper = text.toUpperCase(Locale.ROOT);
    if (!choices.contains(upper)) {
      warn(member, String.join("|", choices.stream().sorted().toList()), member, node.path(member));
      return null;
    }
    return upper;
  }

  /** Returns an integer, which may be a number or a string. */
  @Nullable Integer integer(String member) {
    JsonNode value = node.path(member);
    if (isAbsent(value)) {
      return null;
    }
    refuseContainer(value);
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      return value.intValue();
    }
    try {
      return new BigDecimal(value.asText()).intValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      warn(member, "integer", member, value);
      return null;
    }
  }

  /** Returns a map of texts, or null if it is absent. Keeps null values. */
  @Nullable Map<String, String> texts(String member) {
    JsonNode value = node.path(member);
    if (isAbsent(value)) {
      return null;
    }
    if (!(value instanceof ObjectNode map)) {
      warn(member, "map", member, value);
      return null;
    }
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    map.properties()
        .forEach(entry -> {
          if (entry.getValue().isTextual() || entry.getValue().isNull()) {
            texts.put(entry.getKey(), entry.getValue().textValue());
          } else {
            warn(member, "string", entry.getKey(), entry.getValue());
          }
        });
    return nullsKept(texts);
  }

  /** Returns a list of texts, or null if it is absent. */
  @Nullable List<String> list(String member) {
    JsonNode value = node.path(member);
    if (isAbsent(value)) {
      return null;
    }
    if (!value.isArray()) {
      warn(member, "list", member, value);
      return null;
    }
    List<String> texts = new ArrayList<>();
    value.forEach(item -> {
      if (item.isTextual()) {
        texts.add(item.textValue());
      } else {
        warn(member, "string", member, item);
      }
    });
    return texts;
  }

  void warn(String member, String type, String property, JsonNode value) {
    String shown = value.isValueNode() ? value.asText() : value.getNodeType().name();
    findings.warn(ImportErrors.invalidFormat(member, type, property, path, verb, shown));
  }

  private void refuseContainer(JsonNode value) {
    if (value.isContainerNode()) {
      throw ImportErrors.malformedIntegration(path);
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /**
   * Returns the map for the SDK, which accepts null values although its signatures exclude them.
   */
  @SuppressWarnings("NullAway")
  private static Map<String, String> nullsKept(Map<String, @Nullable String> values) {
    return values;
  }
}
