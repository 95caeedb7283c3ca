package dev.postern.mapping.vtl;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One rendering: its variables, its innermost loop and its remaining work. */
final class Run {
  /** Work for evaluating a reference or a statement. */
  private static final int STEP_COST = 8;

  /** Work for a collection and for each element, high enough that all of them fit in memory. */
  private static final int ELEMENT_COST = 32;

  private static final int MAX_MACRO_DEPTH = 20;

  private final Script script;
  private final @Nullable Object[] variables;
  private final Bounds bounds;
  private @Nullable ForeachVariable loop;
  private long remainingWork;
  private int macroDepth;

  Run(Script script, @Nullable Object[] variables, Bounds bounds) {
    this.script = script;
    this.variables = variables;
    this.bounds = bounds;
    this.remainingWork = bounds.maxWork();
  }

  @Nullable Object variable(int slot) {
    return variables[slot];
  }

  void assign(int slot, @Nullable Object value) {
    variables[slot] = value;
  }

  @Nullable ForeachVariable loop() {
    return loop;
  }

  void loop(@Nullable ForeachVariable innermost) {
    loop = innermost;
  }

  @Nullable Macro macro(String name) {
    return script.macro(name);
  }

  Pattern pattern(String regex) {
    return script.pattern(regex);
  }

  void enterMacro(String name) {
    if (++macroDepth > MAX_MACRO_DEPTH) {
      throw new VtlException("macros nested too deeply in #" + name);
    }
  }

  void leaveMacro() {
    macroDepth--;
  }

  int maxIterations() {
    return bounds.maxIterations();
  }

  int maxCharacters() {
    return bounds.maxCharacters();
  }

  void chargeStep() {
    charge(STEP_COST);
  }

  /** Subtracts work: one unit for each character or element created or read. */
  void charge(long units) {
    remainingWork -= units;
    if (remainingWork < 0) {
      throw new VtlException("the template does too much work");
    }
  }

  /** Subtracts the work for new elements of a list or map, which also use memory. */
  void chargeElements(long elements) {
    charge(elements * ELEMENT_COST);
  }

  /** Subtracts the work of scanning a text, which reads many characters at a time. */
  void chargeScan(String text) {
    charge(1 + (text.length() >> 3));
  }

  /** Throws if a string of the given length, not created yet, is too long. */
  void checkLength(long characters) {
    if (characters > bounds.maxCharacters()) {
      throw new VtlException("a text of more than " + bounds.maxCharacters() + " characters");
    }
  }

  /** Checks the length of a created string, subtracts its work and returns it. */
  String chargeResult(String text) {
    checkLength(text.length());
    charge(text.length());
    return text;
  }
}
