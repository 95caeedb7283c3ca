package dev.postern.testing;

import java.util.List;

/** Counts of golden files by where their answers are from. */
public final class Provenance {
  private Provenance() {}

  /**
   * Returns a line such as {@code golden files, vtl: captured 0, documented 8, derived 20}.
   *
   * @param folder of {@code testdata}
   * @param provenances of its files, see {@link GoldenText#provenance}
   */
  public static String counted(String folder, List<String> provenances) {
    return "golden files, %s: captured %d, documented %d, derived %d"
        .formatted(
            folder,
            count(provenances, "captured"),
            count(provenances, "documented"),
            count(provenances, "derived"));
  }

  private static long count(List<String> provenances, String kind) {
    return provenances.stream().filter(provenance -> provenance.startsWith(kind)).count();
  }
}
