package dev.postern.mapping.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One walk of a value along a schema, and what it found wrong. For one thread. */
final class Check {
  /** Schemas that apply to the same value, one through the other; more is a circle. */
  private static final int MOST_ON_ONE_VALUE = 100;

  /** The texts in all: one body may have as many faults as bytes. */
  private static final int MOST_TEXT = 16_384;

  private final Effort effort;
  private final boolean telling;
  private final List<String> problems = new ArrayList<>(2);
  private int room = MOST_TEXT;
  private boolean failed;
  private int onThisValue;

  Check(Effort effort) {
    this(effort, true, 0);
  }

  private Check(Effort effort, boolean telling, int onThisValue) {
    this.effort = effort;
    this.telling = telling;
    this.onThisValue = onThisValue;
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

  /** Something is wrong; the text is made only if someone will read it. */
  void fail(Supplier<String> text) {
    failed = true;
    if (!telling || room <= 0) {
      return;
    }
    String problem = text.get();
    problems.add(problem.length() <= room ? problem : problem.substring(0, room));
    room -= problem.length();
  }

  /** Goes on with a further schema for the same value. */
  void also(Schema schema, JsonNode instance) {
    int outer = onThisValue;
    enter(schema, instance, outer + 1);
    onThisValue = outer;
  }

  /** Goes on with the schema of a member or element. */
  void inside(Schema schema, JsonNode instance) {
    int outer = onThisValue;
    enter(schema, instance, 0);
    onThisValue = outer;
  }

  /** Whether the same value fits a further schema; what is wrong then is not told. */
  boolean matches(Schema schema, JsonNode instance) {
    Check silent = new Check(effort, false, onThisValue);
    silent.also(schema, instance);
    return !silent.failed;
  }

  private void enter(Schema schema, JsonNode instance, int depth) {
    if (depth > MOST_ON_ONE_VALUE) {
      throw new InvalidSchemaException("the schema refers to itself without end");
    }
    effort.charge(1);
    onThisValue = depth;
    schema.check(instance, this);
  }
}
