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
 * The members of an integration by their types. What has another type is left out, with a warning.
 *
 * @param path of the resource, base path applied
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
    if (!value.isTextual()) {
      warn(member, "string", member, value);
      return null;
    }
    return value.textValue();
  }

  /** One of several texts, in any letter case. */
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

  /** A whole number, be it in quotes. */
  @Nullable Integer integer(String member) {
    JsonNode value = node.path(member);
    if (isAbsent(value)) {
      return null;
    }
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

  /** The texts of a map, or null when there is no map; a null stays null. */
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

  /** The texts of a list, or null when there is none. */
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

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** The SDK keeps nulls of its maps; its signatures cannot say so. */
  @SuppressWarnings("NullAway")
  private static Map<String, String> nullsKept(Map<String, @Nullable String> values) {
    return values;
  }
}
