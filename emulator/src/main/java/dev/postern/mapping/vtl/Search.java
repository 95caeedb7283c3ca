package dev.postern.mapping.vtl;

/**
 * Search for a text in another text, with limited work: a long text that almost matches everywhere
 * costs the product of both lengths.
 */
final class Search {
  private static final int READ_COST = 2;

  private Search() {}

  /** Searches like {@link String#indexOf(String, int)}. */
  static int forward(String text, String wanted, int from, Run run) {
    if (wanted.isEmpty()) {
      return text.indexOf(wanted, from);
    }
    char first = wanted.charAt(0);
    int at = text.indexOf(first, from);
    while (at >= 0 && !isAt(text, at, wanted, run)) {
      at = text.indexOf(first, at + 1);
    }
    return at;
  }

  /** Searches like {@link String#lastIndexOf(String, int)}. */
  static int backward(String text, String wanted, int from, Run run) {
    if (wanted.isEmpty()) {
      return text.lastIndexOf(wanted, from);
    }
    char first = wanted.charAt(0);
    int at = text.lastIndexOf(first, Math.min(from, text.length() - wanted.length()));
    while (at >= 0 && !isAt(text, at, wanted, run)) {
      at = text.lastIndexOf(first, at - 1);
    }
    return at;
  }

  private static boolean isAt(String text, int at, String wanted, Run run) {
    run.charge(READ_COST);
    run.chargeScan(wanted);
    return text.startsWith(wanted, at);
  }
}
