package dev.postern.mapping.json;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.Predicate;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters of a JSONPath with a regular expression, {@code [?(@.name =~ /re/i)]}. They are extracted
 * from the path and evaluated here, within a limit of work.
 *
 * @param path the path with a placeholder for each filter
 * @param predicates predicates for the placeholders, in order
 */
record RegexFilters(String path, List<Predicate> predicates) {
  private static final String MATCHES = "=~";

  RegexFilters {
    predicates = List.copyOf(predicates);
  }

  /**
   * Extracts the filters.
   *
   * @throws InvalidPathException if a filter with a regular expression is invalid
   */
  static RegexFilters of(String source) {
    if (!source.contains(MATCHES)) {
      return new RegexFilters(source, List.of());
    }
    StringBuilder path = new StringBuilder();
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
        throw new InvalidPathException("not a filter: " + filter);
      }
      if (filter.contains(MATCHES)) {
        path.append(source, copied, at).append("[?]");
        predicates.add(new RegexFilterParser(filter).parse());
        copied = end + 1;
      }
      at = end + 1;
    }
    return new RegexFilters(path.append(source, copied, source.length()).toString(), predicates);
  }
}
