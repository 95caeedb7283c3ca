package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema that a value must match. */
sealed interface Schema {
  /** Adds the errors of the value to the check. */
  void check(JsonNode instance, Check check);

  /**
   * Schema with rules for the value and schemas for its members. Members are not checked if there
   * is already an error.
   */
  record Rules(List<Keyword> keywords, ChildSchemas members) implements Schema {
    public Rules {
      keywords = List.copyOf(keywords);
    }

    @Override
    public void check(JsonNode instance, Check check) {
      for (int i = 0; i < keywords.size(); i++) {
        keywords.get(i).check(instance, check);
      }
      if (!check.failed() && instance.isContainerNode()) {
        members.check(instance, check);
      }
    }
  }

  /** A {@code $ref}. Its target is set when all schemas are compiled, or remains unresolved. */
  final class Reference implements Schema {
    private final String text;
    private @Nullable Schema target;

    Reference(String text) {
      this.text = text;
    }

    void resolve(Schema to) {
      target = to;
    }

    @Override
    public void check(JsonNode instance, Check check) {
      if (target == null) {
        throw new InvalidSchemaException("JSON Reference \"" + text + "\" cannot be resolved");
      }
      check.checkSame(target, instance);
    }
  }
}
