package dev.postern.bench;

import org.jspecify.annotations.Nullable;

/**
 * One result.
 *
 * @param scenario such as {@code MOCK with a response template}
 * @param figure such as {@code p50}
 * @param unit such as {@code ms}
 * @param counterpart of the other side, or null if there is none
 * @param against what the counterpart is
 */
record Row(
    String scenario,
    String figure,
    String unit,
    Series postern,
    @Nullable Series counterpart,
    String against) {

  static Row alone(String scenario, String figure, String unit, Series postern) {
    return new Row(scenario, figure, unit, postern, null, "");
  }

  /** Postern's figure in parts of the counterpart's; NaN without one. */
  double ratio() {
    return counterpart == null ? Double.NaN : postern.ratioTo(counterpart);
  }
}
