package dev.postern.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads the CLI's shorthand for structures and maps: {@code a=1,b={c=x,d="y, z"}}.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html">Using
 *     shorthand syntax in the AWS CLI</a>
 */
final class Shorthand {
  private final String text;
  private int at;

  private Shorthand(String text) {
    this.text = text;
  }

  /** All values are texts or further structures. */
  static ObjectNode parse(String text) {
    Shorthand shorthand = new Shorthand(text);
    ObjectNode pairs = shorthand.pairs();
    if (shorthand.at < text.length()) {
      throw shorthand.unexpected();
    }
    return pairs;
  }

  private ObjectNode pairs() {
    ObjectNode pairs = JsonNodeFactory.instance.objectNode();
    do {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        throw unexpected();
      }
      String key = text.substring(at, equals);
      at = equals + 1;
      pairs.set(key, value());
    } while (skip(','));
    return pairs;
  }

  private JsonNode value() {
    if (skip('{')) {
      ObjectNode nested = pairs();
      if (!skip('}')) {
        throw unexpected();
      }
      return nested;
    }
    if (skip('"')) {
      return TextNode.valueOf(upTo("\"", true));
    }
    if (skip('\'')) {
      return TextNode.valueOf(upTo("'", true));
    }
    return TextNode.valueOf(upTo(",}", false));
  }

  /**
   * The text before the first of these characters.
   *
   * @param quoted the character has to come, and is skipped
   */
  private String upTo(String ends, boolean quoted) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String found = text.substring(start, at);
    if (quoted && at++ == text.length()) {
      throw unexpected();
    }
    return found;
  }

  private boolean skip(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private WrongCommand unexpected() {
    return new WrongCommand(
        "Error parsing parameter: \"%s\" at character %d".formatted(text, at + 1));
  }
}
