package dev.postern.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Interprets unquoted YAML text with the JSON types only, so that dates, {@code no} and account ids
 * with leading zeros remain text.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2, core schema</a>
 */
final class YamlScalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?");
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private YamlScalars() {}

  static JsonNode plain(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (NULLS.contains(text)) {
      return nodes.nullNode();
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return nodes.booleanNode(TRUE.contains(text));
    }
    if (text.length() > Trees.MAX_NUMBER_LENGTH || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return nodes.textNode(text);
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text));
    }
    if (DECIMAL.matcher(text).matches()) {
      return JSON_NUMBER.matcher(text).matches()
          ? new WrittenNumber(text)
          : nodes.numberNode(new BigDecimal(text));
    }
    return nodes.textNode(text);
  }

  /** Returns a node of the narrowest type, as Jackson does for JSON. */
  private static JsonNode integer(BigInteger value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.bitLength() < Integer.SIZE) {
      return nodes.numberNode(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? nodes.numberNode(value.longValue())
        : nodes.numberNode(value);
  }
}
