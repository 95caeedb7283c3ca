package dev.postern.mapping.vtl;

import java.util.List;

/**
 * {@code #if}, {@code #elseif}, {@code #else}.
 *
 * @param branches in order; an {@code #else} has the condition true
 */
record Conditional(List<Branch> branches) implements Statement {
  Conditional {
    branches = List.copyOf(branches);
  }

  @Override
  public void render(Run run, Output out) {
    for (Branch branch : branches) {
      run.step();
      if (branch.condition.test(run)) {
        branch.body.render(run, out);
        return;
      }
    }
  }

  /** A condition and what it guards. */
  record Branch(Expression condition, Statement body) {}
}
