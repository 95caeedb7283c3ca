package dev.postern.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The rules for one value, and AWS's sentences for them.
 *
 * @param set the values of an enumeration in AWS's printed order, empty for none
 * @param min minimum length or number as AWS prints it, or null
 * @param max maximum length or number as AWS prints it, or null
 * @param pattern for the whole text, or null
 */
record Rules(
    List<String> set, @Nullable String min, @Nullable String max, @Nullable Pattern pattern) {
  static final Rules NONE = new Rules(List.of(), null, null, null);

  Rules {
    set = List.copyOf(set);
  }

  boolean isEmpty() {
    return set.isEmpty() && min == null && max == null && pattern == null;
  }

  /** Returns the sentences of the rules that the value breaks. */
  List<String> broken(Object value) {
    List<String> sentences = new ArrayList<>(0);
    if (!set.isEmpty() && !set.contains(value.toString())) {
      sentences.add(setSentence());
    }
    if (max != null && size(value) > Double.parseDouble(max)) {
      sentences.add(sizeSentence(value, "less", max));
    }
    if (min != null && size(value) < Double.parseDouble(min)) {
      sentences.add(sizeSentence(value, "greater", min));
    }
    if (pattern != null && !pattern.matcher(value.toString()).matches()) {
      sentences.add(patternSentence(pattern));
    }
    return sentences;
  }

  /** Returns the sentences of all rules, broken or not. */
  List<String> all(Object value) {
    List<String> sentences = new ArrayList<>(4);
    if (!set.isEmpty()) {
      sentences.add(setSentence());
    }
    if (max != null) {
      sentences.add(sizeSentence(value, "less", max));
    }
    if (min != null) {
      sentences.add(sizeSentence(value, "greater", min));
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
