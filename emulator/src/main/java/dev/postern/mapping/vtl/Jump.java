package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** Thrown by {@code #break} and {@code #stop} to leave loops, blocks and macros. */
final class Jump extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable ForeachVariable target;
  private final boolean wholeScript;

  private Jump(@Nullable ForeachVariable target, boolean wholeScript) {
    super(null, null, false, false);
    this.target = target;
    this.wholeScript = wholeScript;
  }

  /** Creates the jump of {@code #stop}, which ends the script and keeps its output. */
  static Jump outOfScript() {
    return new Jump(null, true);
  }

  /** Creates the jump of {@code #break}, which ends the innermost loop, block or macro. */
  static Jump outOfInnermost() {
    return new Jump(null, false);
  }

  /** Creates the jump of {@code #break($foreach.parent)}. */
  static Jump outOf(ForeachVariable loop) {
    return new Jump(loop, false);
  }

  /** Returns whether the jump ends in the given loop. */
  boolean ends(ForeachVariable loop) {
    return !wholeScript && (target == null || target == loop);
  }

  /** Returns whether the jump ends in the innermost block or macro. */
  boolean endsBlock() {
    return !wholeScript && target == null;
  }
}
