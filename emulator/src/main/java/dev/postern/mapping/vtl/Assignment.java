package dev.postern.mapping.vtl;

/** {@code #set}. */
final class Assignment {
  private Assignment() {}

  /** {@code #set($variable = value)}; null unsets it. */
  record ToVariable(int slot, Expression value) implements Statement {
    @Override
    public void render(Run run, Output out) {
      run.step();
      run.assign(slot, value.value(run));
    }
  }

  /**
   * {@code #set($owner.member = value)}: the value is evaluated even if there is no owner.
   *
   * @param owner the reference but for its last step
   */
  record ToMember(Reference owner, Step member, Expression value) implements Statement {
    @Override
    public void render(Run run, Output out) {
      Object newValue = value.value(run);
      Object target = owner.value(run);
      if (target != null) {
        member.set(target, newValue, run);
      }
    }
  }
}
