package dev.postern.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All results of a run, as a table or as JSON. */
final class Report {
  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
  }

  /**
   * The three figures of a load, Postern's beside the counterpart's.
   *
   * @param counterpart as many samples, or none
   */
  void addLoad(String scenario, List<Sample> postern, List<Sample> counterpart, String against) {
    add(row(scenario, "requests", "/s", postern, counterpart, against, Sample::requestsPerSecond));
    add(row(scenario, "p50", "ms", postern, counterpart, against, Sample::p50Millis));
    add(row(scenario, "p99", "ms", postern, counterpart, against, Sample::p99Millis));
    long failures =
        Stream.concat(postern.stream(), counterpart.stream()).mapToLong(Sample::failures).sum();
    if (failures > 0) {
      note("%s: %d requests failed".formatted(scenario, failures));
    }
  }

  /** What a server holds now, without the processes it has started. */
  void addMemory(String scenario, Workshop.Server server) throws IOException, InterruptedException {
    Series resident = Series.of(server.process().residentMebibytes());
    add(Row.alone(scenario, "resident", "MiB", resident));
  }

  private static Row row(
      String scenario,
      String figure,
      String unit,
      List<Sample> postern,
      List<Sample> counterpart,
      String against,
      ToDoubleFunction<Sample> value) {
    Series ours = Sample.series(postern, value);
    return counterpart.isEmpty()
        ? Row.alone(scenario, figure, unit, ours)
        : new Row(scenario, figure, unit, ours, Sample.series(counterpart, value), against);
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
    return String.format(Locale.ROOT, "%-44s %-28s %12s %12s %7s  %s", (Object[]) cells)
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
