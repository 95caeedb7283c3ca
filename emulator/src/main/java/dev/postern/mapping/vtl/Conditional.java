package dev.postern.mapping.vtl;

import java.util.List;

/**
 * {@code #if}, {@code #elseif}, {@code #else}.
 *
 * @param branches in order; the condition of an {@code #else} is true
 */
record Conditional(List<Branch> branches) implements Statement {
  Conditional {
    branches = List.copyOf(branches);
  }

  @Override
  public void render(Run run, Output out) {
    for (Branch branch : branches) {
      run.chargeStep();
      if (branch.condition.test(run)) {
        branch.body.render(run, out);
        return;
      }
    }
  }

  /** A condition and its block. */
  record Branch(Expression condition, Statement body) {}
}
