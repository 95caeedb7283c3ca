package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value is held against. */
sealed interface Schema {
  /** Adds to the check what is wrong with the value. */
  void check(JsonNode instance, Check check);

  /**
   * A schema with rules for the value itself and schemas for what is in it. The inside is not
   * looked at once anything is wrong.
   */
  record Rules(List<Keyword> keywords, Members members) implements Schema {
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

  /** A {@code $ref}. What it leads to is known when the whole is compiled, or never. */
  final class Reference implements Schema {
    private final String text;
    private @Nullable Schema target;

    Reference(String text) {
      this.text = text;
    }

    void lead(Schema to) {
      target = to;
    }

    @Override
    public void check(JsonNode instance, Check check) {
      if (target == null) {
        throw new InvalidSchemaException("JSON Reference \"" + text + "\" cannot be resolved");
      }
      check.also(target, instance);
    }
  }
}
