package dev.postern.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All figures of a run, as one table or as JSON. */
final class Report {
  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
  }

  /** Adds how many requests Postern answers in parts of its strongest counterpart. */
  void add(String figure, Bar bar, Comparison comparison) {
    add(comparison.row(figure, bar));
    if (comparison.failures() > 0) {
      note("%s: %d requests failed".formatted(figure, comparison.failures()));
    }
  }

  /** A line below the table: what was left out and why. */
  void note(String line) {
    notes.add(line);
  }

  String table(String heading) {
    StringBuilder table = new StringBuilder(heading).append(System.lineSeparator());
    table.append(line("figure", "regional / edge", "at least", "goal", "detail"));
    for (Row row : rows) {
      table.append(
          line(
              row.unit().isEmpty() ? row.figure() : row.figure() + ", " + row.unit(),
              Numbers.medians(row.measured()),
              row.bar().atLeast(),
              row.bar().goal(),
              row.detail()));
    }
    notes.forEach(note -> table.append(note).append(System.lineSeparator()));
    return table.toString();
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-62s %-17s %-12s %-5s %s", (Object[]) cells).stripTrailing()
        + System.lineSeparator();
  }

  String json(String heading) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("run", heading);
    ArrayNode results = root.putArray("results");
    for (Row row : rows) {
      ObjectNode result = results.addObject();
      result.put("figure", row.figure()).put("unit", row.unit());
      ArrayNode measured = result.putArray("measured");
      for (int i = 0; i < row.measured().size(); i++) {
        ObjectNode node = measured.addObject();
        if (row.measured().size() > 1) {
          node.put("endpointType", EndpointType.ALL.get(i).name());
        }
        node.put("median", row.measured().get(i).median());
        row.measured().get(i).values().forEach(node.putArray("rounds")::add);
      }
      result.put("atLeast", row.bar().atLeast()).put("goal", row.bar().goal());
      result.put("detail", row.detail());
    }
    ArrayNode lines = root.putArray("notes");
    notes.forEach(lines::add);
    return root.toPrettyString();
  }
}
