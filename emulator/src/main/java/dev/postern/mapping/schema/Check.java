package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Validation of one value against a schema, and its errors. Not thread-safe. */
final class Check {
  /** Maximum number of nested schemas for the same value; more means a circular reference. */
  private static final int MAX_SCHEMAS_PER_VALUE = 100;

  /** Maximum length of all texts together: a body may have as many errors as bytes. */
  private static final int MAX_TEXT_LENGTH = 16_384;

  private final Effort effort;
  private final boolean recording;
  private final List<String> problems = new ArrayList<>(2);
  private int remainingText = MAX_TEXT_LENGTH;
  private boolean failed;
  private int schemasOnValue;

  Check(Effort effort) {
    this(effort, true, 0);
  }

  private Check(Effort effort, boolean recording, int schemasOnValue) {
    this.effort = effort;
    this.recording = recording;
    this.schemasOnValue = schemasOnValue;
  }

  Effort effort() {
    return effort;
  }

  boolean failed() {
    return failed;
  }

  List<String> problems() {
    return problems;
  }

  /** Records an error. Creates the text only if it is needed. */
  void fail(Supplier<String> text) {
    failed = true;
    if (!recording || remainingText <= 0) {
      return;
    }
    String problem = text.get();
    problems.add(problem.length() <= remainingText ? problem : problem.substring(0, remainingText));
    remainingText -= problem.length();
  }

  /** Checks the same value against a further schema. */
  void checkSame(Schema schema, JsonNode instance) {
    int outer = schemasOnValue;
    enter(schema, instance, outer + 1);
    schemasOnValue = outer;
  }

  /** Checks a member or element against its schema. */
  void checkChild(Schema schema, JsonNode instance) {
    int outer = schemasOnValue;
    enter(schema, instance, 0);
    schemasOnValue = outer;
  }

  /** Returns whether the same value matches a further schema; records no errors. */
  boolean matches(Schema schema, JsonNode instance) {
    Check silent = new Check(effort, false, schemasOnValue);
    silent.checkSame(schema, instance);
    return !silent.failed;
  }

  private void enter(Schema schema, JsonNode instance, int depth) {
    if (depth > MAX_SCHEMAS_PER_VALUE) {
      throw new InvalidSchemaException("the schema refers to itself without end");
    }
    effort.charge(1);
    schemasOnValue = depth;
    schema.check(instance, this);
  }
}
