package dev.postern.mapping.vtl;

/** Text being rendered, with a maximum length. Not thread-safe. */
final class Output {
  private final StringBuilder text;
  private final Run run;

  Output(Run run, int expectedLength) {
    this.run = run;
    this.text = new StringBuilder(expectedLength);
  }

  void append(String more) {
    run.checkLength((long) text.length() + more.length());
    run.chargeResult(more);
    text.append(more);
  }

  void append(String from, int start, int end) {
    run.checkLength((long) text.length() + end - start);
    run.charge(end - start);
    text.append(from, start, end);
  }

  void append(char more) {
    run.checkLength(text.length() + 1L);
    run.charge(1);
    text.append(more);
  }

  /** Returns the builder, for writers that check {@link #maxCharacters} themselves. */
  StringBuilder builder() {
    return text;
  }

  int maxCharacters() {
    return run.maxCharacters();
  }

  Run run() {
    return run;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
