package dev.postern.mapping.vtl;

/** Text being rendered, bounded in length. For one thread. */
final class Output {
  private final StringBuilder text;
  private final Run run;

  Output(Run run, int expectedLength) {
    this.run = run;
    this.text = new StringBuilder(expectedLength);
  }

  void append(String more) {
    run.requireRoom((long) text.length() + more.length());
    run.made(more);
    text.append(more);
  }

  void append(String from, int start, int end) {
    run.requireRoom((long) text.length() + end - start);
    run.charge(end - start);
    text.append(from, start, end);
  }

  void append(char more) {
    run.requireRoom(text.length() + 1L);
    run.charge(1);
    text.append(more);
  }

  /** For writers that keep to {@link #most} on their own. */
  StringBuilder builder() {
    return text;
  }

  int most() {
    return run.characters();
  }

  Run run() {
    return run;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
