package dev.postern.mapping.json;

/**
 * Text that counts how often it is read, for regular expressions: one that backtracks without end
 * is ended by its work.
 */
public record CountedText(String text, Work work) implements CharSequence {
  /** With it goes a step of the matcher. */
  private static final int READ = 2;

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    work.charge(READ);
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
