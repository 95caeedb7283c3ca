package dev.postern.mapping.vtl;

/** {@code #set}. */
final class Assignment {
  private Assignment() {}

  /** {@code #set($variable = value)}; null unsets the variable. */
  record ToVariable(int slot, Expression value) implements Statement {
    @Override
    public void render(Run run, Output out) {
      run.chargeStep();
      run.assign(slot, value.value(run));
    }
  }

  /**
   * {@code #set($owner.member = value)}. Evaluates the value even if the owner is null.
   *
   * @param owner the reference without its last step
   */
  record ToMember(Reference owner, AccessStep member, Expression value) implements Statement {
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
