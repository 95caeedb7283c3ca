package dev.postern.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What one value has to satisfy, and AWS's sentences for it.
 *
 * @param set the values of an enumeration in the order AWS prints them, empty for none
 * @param least smallest length or number as AWS prints it, or null
 * @param most largest length or number as AWS prints it, or null
 * @param pattern that the whole text has to match, or null
 */
record Rules(
    List<String> set, @Nullable String least, @Nullable String most, @Nullable Pattern pattern) {
  static final Rules NONE = new Rules(List.of(), null, null, null);

  Rules {
    set = List.copyOf(set);
  }

  boolean isEmpty() {
    return set.isEmpty() && least == null && most == null && pattern == null;
  }

  /** The sentences of the rules that the value breaks. */
  List<String> broken(Object value) {
    List<String> sentences = new ArrayList<>(0);
    if (!set.isEmpty() && !set.contains(value.toString())) {
      sentences.add(setSentence());
    }
    if (most != null && size(value) > Double.parseDouble(most)) {
      sentences.add(sizeSentence(value, "less", most));
    }
    if (least != null && size(value) < Double.parseDouble(least)) {
      sentences.add(sizeSentence(value, "greater", least));
    }
    if (pattern != null && !pattern.matcher(value.toString()).matches()) {
      sentences.add(patternSentence(pattern));
    }
    return sentences;
  }

  /** The sentences of all rules, whether broken or not. */
  List<String> all(Object value) {
    List<String> sentences = new ArrayList<>(4);
    if (!set.isEmpty()) {
      sentences.add(setSentence());
    }
    if (most != null) {
      sentences.add(sizeSentence(value, "less", most));
    }
    if (least != null) {
      sentences.add(sizeSentence(value, "greater", least));
    }
    if (pattern != null) {
      sentences.add(patternSentence(pattern));
    }
    return sentences;
  }

  private String setSentence() {
    return "Member must satisfy enum value set: " + set;
  }

  private static String sizeSentence(Object value, String comparison, String bound) {
    return "Member must have %s %s than or equal to %s"
        .formatted(value instanceof Number ? "value" : "length", comparison, bound);
  }

  private static String patternSentence(Pattern pattern) {
    return "Member must satisfy regular expression pattern: " + pattern;
  }

  private static double size(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case SdkBytes bytes -> bytes.asByteArrayUnsafe().length;
      default -> value.toString().length();
    };
  }
}
