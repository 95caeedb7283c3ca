package dev.postern.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as the table shows them. */
final class Numbers {
  private Numbers() {}

  /** Three significant digits, or all digits before the point. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  /** The medians, separated by slashes. */
  static String medians(List<Series> series) {
    return series.stream().map(one -> text(one.median())).collect(Collectors.joining(" / "));
  }
}
