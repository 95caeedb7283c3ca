package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** {@code #break} and {@code #stop} on their way out. */
final class Jump extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Loop target;
  private final boolean wholeScript;

  private Jump(@Nullable Loop target, boolean wholeScript) {
    super(null, null, false, false);
    this.target = target;
    this.wholeScript = wholeScript;
  }

  /** {@code #stop}: ends the script; what it printed stays. */
  static Jump outOfScript() {
    return new Jump(null, true);
  }

  /** {@code #break}: ends the innermost loop, block or macro. */
  static Jump outOfInnermost() {
    return new Jump(null, false);
  }

  /** {@code #break($foreach.parent)}. */
  static Jump outOf(Loop loop) {
    return new Jump(loop, false);
  }

  /** Whether it ends here, in this loop. */
  boolean ends(Loop loop) {
    return !wholeScript && (target == null || target == loop);
  }

  /** Whether it ends here, in a block or macro. */
  boolean endsBlock() {
    return !wholeScript && target == null;
  }
}
