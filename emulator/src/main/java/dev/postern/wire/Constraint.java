package dev.postern.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The modelled constraints of one member.
 *
 * @param sensitive whether AWS's texts omit the value
 * @param self for the member's value
 * @param each for the elements of a list
 * @param keys for the keys of a map
 * @param values for the values of a map
 */
record Constraint(
    boolean required, boolean sensitive, Rules self, Rules each, Rules keys, Rules values) {

  /**
   * Parses a row of the table.
   *
   * @param tokens {@code required}, {@code sensitive}, {@code enum=a|b}, {@code min=}, {@code
   *     max=}, {@code pattern=}; the last four also with the prefixes {@code each.}, {@code keys.}
   *     and {@code values.}
   */
  static Constraint parse(Collection<String> tokens) {
    Map<String, String> facts = new HashMap<>();
    for (String token : tokens) {
      int equals = token.indexOf('=');
      facts.put(
          equals < 0 ? token : token.substring(0, equals),
          equals < 0 ? "" : token.substring(equals + 1));
    }
    return new Constraint(
        facts.containsKey("required"),
        facts.containsKey("sensitive"),
        rules(facts, ""),
        rules(facts, "each."),
        rules(facts, "keys."),
        rules(facts, "values."));
  }

  /**
   * Returns AWS's texts for all rules that the value breaks.
   *
   * @param path of the member, such as {@code putIntegrationInput.type}
   * @param notNullInLists whether the service's texts say that list elements must not be null
   */
  List<String> failures(String path, Object value, boolean notNullInLists) {
    List<String> sentences = new ArrayList<>(self.broken(value));
    switch (value) {
      case List<?> list -> elements(list, each, "Member", notNullInLists, sentences);
      case Map<?, ?> map -> {
        elements(map.keySet(), keys, "Map keys", false, sentences);
        elements(map.values(), values, "Map value", false, sentences);
      }
      default -> {}
    }
    String subject = (sensitive ? "Value at '" : "Value '" + value + "' at '") + path;
    return sentences.stream()
        .map(sentence -> subject + "' failed to satisfy constraint: " + sentence)
        .toList();
  }

  static String missing(String path) {
    return "Value null at '" + path + "' failed to satisfy constraint: Member must not be null";
  }

  private static void elements(
      Collection<?> elements, Rules rules, String subject, boolean notNull, List<String> into) {
    if (rules.isEmpty()) {
      return;
    }
    for (Object element : elements) {
      if (element != null && !rules.broken(element).isEmpty()) {
        List<String> sentences = new ArrayList<>(rules.all(element));
        if (notNull) {
          sentences.add("Member must not be null");
        }
        into.add(subject + " must satisfy constraint: " + sentences);
        return;
      }
    }
  }

  private static Rules rules(Map<String, String> facts, String prefix) {
    String set = facts.get(prefix + "enum");
    String pattern = facts.get(prefix + "pattern");
    Rules rules =
        new Rules(
            set == null ? List.of() : List.of(set.split("\\|", -1)),
            facts.get(prefix + "min"),
            facts.get(prefix + "max"),
            pattern == null ? null : Pattern.compile(pattern));
    return rules.isEmpty() ? Rules.NONE : rules;
  }
}
