package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Keywords for strings. Lengths are in Unicode code points. */
sealed interface StringKeyword extends Keyword {
  @Override
  default void check(JsonNode instance, Check check) {
    if (instance.isTextual()) {
      check(instance.textValue(), check);
    }
  }

  void check(String value, Check check);

  private static int length(String value) {
    return value.codePointCount(0, value.length());
  }

  /** {@code minLength}. */
  record MinLength(int limit) implements StringKeyword {
    @Override
    public void check(String value, Check check) {
      int length = length(value);
      if (length < limit) {
        check.fail(() ->
            "string \"%s\" is too short (length: %d, required minimum: %d)"
                .formatted(value, length, limit));
      }
    }
  }

  /** {@code maxLength}. */
  record MaxLength(int limit) implements StringKeyword {
    @Override
    public void check(String value, Check check) {
      int length = length(value);
      if (length > limit) {
        check.fail(() ->
            "string \"%s\" is too long (length: %d, maximum allowed: %d)"
                .formatted(value, length, limit));
      }
    }
  }

  /** {@code pattern}: must match anywhere in the string. */
  record Matching(EcmaPattern pattern) implements StringKeyword {
    @Override
    public void check(String value, Check check) {
      if (!pattern.isFoundIn(value, check.effort())) {
        check.fail(() ->
            "ECMA 262 regex \"%s\" does not match input string \"%s\""
                .formatted(pattern.source(), value));
      }
    }
  }
}
