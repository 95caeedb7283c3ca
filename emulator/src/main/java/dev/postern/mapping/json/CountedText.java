package dev.postern.mapping.json;

/** Text that counts its reads by a regular expression, so that endless backtracking is stopped. */
public record CountedText(String text, Work work) implements CharSequence {
  /** Work for one read, including a step of the matcher. */
  private static final int READ_COST = 2;

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    work.charge(READ_COST);
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
