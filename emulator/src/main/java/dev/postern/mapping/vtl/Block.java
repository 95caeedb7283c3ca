package dev.postern.mapping.vtl;

/**
 * Value of a {@code #define} variable: a part of the script that is rendered each time it is
 * printed. Not thread-safe.
 */
final class Block implements Unprinted {
  private static final int MAX_DEPTH = 2;

  private final Statement body;
  private int depth;

  Block(Statement body) {
    this.body = body;
  }

  /** Renders the block; prints nothing at a deeper recursion than {@link #MAX_DEPTH}. */
  void render(Output out) {
    if (depth == MAX_DEPTH) {
      return;
    }
    depth++;
    try {
      body.render(out.run(), out);
    } catch (Jump jump) {
      if (!jump.endsBlock()) {
        throw jump;
      }
    } finally {
      depth--;
    }
  }

  /** {@code #define($variable)}. */
  record Definition(int variable, Statement body) implements Statement {
    @Override
    public void render(Run run, Output out) {
      run.chargeStep();
      run.assign(variable, new Block(body));
    }
  }
}
