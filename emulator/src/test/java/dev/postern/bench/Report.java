package dev.postern.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All results of a run, as a table or as JSON. */
final class Report {
  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
  }

  /** The three figures of a load, Postern's beside the counterpart's. */
  void addLoad(String scenario, List<Sample> postern, List<Sample> counterpart, String against) {
    add(
        new Row(
            scenario,
            "requests",
            "/s",
            Sample.series(postern, Sample::requestsPerSecond),
            Sample.series(counterpart, Sample::requestsPerSecond),
            against));
    add(
        new Row(
            scenario,
            "p50",
            "ms",
            Sample.series(postern, Sample::p50Millis),
            Sample.series(counterpart, Sample::p50Millis),
            against));
    add(
        new Row(
            scenario,
            "p99",
            "ms",
            Sample.series(postern, Sample::p99Millis),
            Sample.series(counterpart, Sample::p99Millis),
            against));
    long failures =
        postern.stream().mapToLong(Sample::failures).sum()
            + counterpart.stream().mapToLong(Sample::failures).sum();
    if (failures > 0) {
      note("%s: %d requests failed".formatted(scenario, failures));
    }
  }

  /** A line below the table: what was left out and why. */
  void note(String line) {
    notes.add(line);
  }

  String table(String heading) {
    StringBuilder table = new StringBuilder(heading).append(System.lineSeparator());
    table.append(line("", "", "Postern", "counterpart", "ratio", ""));
    String last = "";
    for (Row row : rows) {
      Series counterpart = row.counterpart();
      table.append(
          line(
              row.scenario().equals(last) ? "" : row.scenario(),
              row.figure() + " " + row.unit(),
              number(row.postern().median()),
              counterpart == null ? "" : number(counterpart.median()),
              counterpart == null ? "" : String.format(Locale.ROOT, "%.2f", row.ratio()),
              row.scenario().equals(last) ? "" : row.against()));
      last = row.scenario();
    }
    notes.forEach(note -> table.append(note).append(System.lineSeparator()));
    return table.toString();
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "%-34s %-12s %12s %12s %7s  %s", (Object[]) cells)
            .stripTrailing()
        + System.lineSeparator();
  }

  /** Three digits that matter. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    String form = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  String json(String heading) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("run", heading);
    ArrayNode results = root.putArray("results");
    for (Row row : rows) {
      ObjectNode result = results.addObject();
      result.put("scenario", row.scenario()).put("figure", row.figure()).put("unit", row.unit());
      put(result, "postern", row.postern());
      Series counterpart = row.counterpart();
      if (counterpart != null) {
        put(result, "counterpart", counterpart);
        result.put("against", row.against()).put("ratio", row.ratio());
      }
    }
    ArrayNode lines = root.putArray("notes");
    notes.forEach(lines::add);
    return root.toPrettyString();
  }

  private static void put(ObjectNode result, String name, Series series) {
    ObjectNode node = result.putObject(name);
    node.put("median", series.median());
    ArrayNode rounds = node.putArray("rounds");
    series.values().forEach(rounds::add);
  }
}
