package dev.postern.mapping.vtl;

/**
 * What {@code #define} puts into a variable: a piece of script, rendered anew wherever it is
 * printed. For one thread.
 */
final class Block implements Unprinted {
  private static final int DEEPEST = 2;

  private final Statement body;
  private int depth;

  Block(Statement body) {
    this.body = body;
  }

  /** Renders, but for a block inside itself inside itself, which prints nothing. */
  void render(Output out) {
    if (depth == DEEPEST) {
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
      run.step();
      run.assign(variable, new Block(body));
    }
  }
}
