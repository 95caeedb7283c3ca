package dev.postern.mapping.json;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.Predicate;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters of a JSONPath that hold a regular expression, {@code [?(@.name =~ /re/i)]}, taken out
 * of it: they are matched here, on a budget.
 *
 * @param rest the path with a placeholder for each of them
 * @param predicates what stands in for the placeholders, in order
 */
record RegexFilters(String rest, List<Predicate> predicates) {
  private static final String MATCHES = "=~";

  RegexFilters {
    predicates = List.copyOf(predicates);
  }

  /**
   * Takes them out.
   *
   * @throws InvalidPathException when a filter with a regular expression is none
   */
  static RegexFilters of(String source) {
    if (!source.contains(MATCHES)) {
      return new RegexFilters(source, List.of());
    }
    StringBuilder rest = new StringBuilder();
    List<Predicate> predicates = new ArrayList<>();
    int copied = 0;
    int at = 0;
    while (at < source.length()) {
      if (!source.startsWith("[?", at)) {
        at = FilterText.after(source, at);
        continue;
      }
      int end = FilterText.closing(source, at);
      String filter = source.substring(at + 2, end).strip();
      if (!filter.startsWith("(")) {
        throw new InvalidPathException("no filter: " + filter);
      }
      if (filter.contains(MATCHES)) {
        rest.append(source, copied, at).append("[?]");
        predicates.add(new RegexFilterParser(filter).whole());
        copied = end + 1;
      }
      at = end + 1;
    }
    return new RegexFilters(rest.append(source, copied, source.length()).toString(), predicates);
  }
}
