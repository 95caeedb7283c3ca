package dev.postern.mapping.vtl;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One rendering: its variables, its innermost loop, and the work it may still do. */
final class Run {
  /** What evaluating a reference or a statement costs. */
  private static final int STEP = 8;

  /** What a collection costs, and each element in it: so much that all of them fit the memory. */
  private static final int ELEMENT = 32;

  private static final int DEEPEST_MACRO = 20;

  private final Script script;
  private final @Nullable Object[] variables;
  private final Bounds bounds;
  private @Nullable Loop loop;
  private long work;
  private int macroDepth;

  Run(Script script, @Nullable Object[] variables, Bounds bounds) {
    this.script = script;
    this.variables = variables;
    this.bounds = bounds;
    this.work = bounds.work();
  }

  @Nullable Object variable(int slot) {
    return variables[slot];
  }

  void assign(int slot, @Nullable Object value) {
    variables[slot] = value;
  }

  @Nullable Loop loop() {
    return loop;
  }

  void loop(@Nullable Loop innermost) {
    loop = innermost;
  }

  @Nullable Macro macro(String name) {
    return script.macro(name);
  }

  Pattern pattern(String regex) {
    return script.pattern(regex);
  }

  void enterMacro(String name) {
    if (++macroDepth > DEEPEST_MACRO) {
      throw new VtlException("macros nested too deeply in #" + name);
    }
  }

  void leaveMacro() {
    macroDepth--;
  }

  int iterations() {
    return bounds.iterations();
  }

  int characters() {
    return bounds.characters();
  }

  void step() {
    charge(STEP);
  }

  /** Work done: a unit for each character or element made or looked at. */
  void charge(long units) {
    work -= units;
    if (work < 0) {
      throw new VtlException("the template does too much work");
    }
  }

  /** That many elements more in a list or map: they take room as well as time. */
  void keep(long elements) {
    charge(elements * ELEMENT);
  }

  /** A text that is looked through, which goes many characters at a time. */
  void scan(String text) {
    charge(1 + (text.length() >> 3));
  }

  /** Refuses a string before it is made. */
  void requireRoom(long characters) {
    if (characters > bounds.characters()) {
      throw new VtlException("a text of more than " + bounds.characters() + " characters");
    }
  }

  /** A string that was made, if it is not too long. */
  String made(String text) {
    requireRoom(text.length());
    charge(text.length());
    return text;
  }
}
