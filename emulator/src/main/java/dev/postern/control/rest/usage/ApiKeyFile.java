package dev.postern.control.rest.usage;

import dev.postern.aws.error.UsageErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Parses API keys as comma-separated values: a line of column names, in any order and letter case,
 * then a line for each key. A value in double or single quotes may contain commas, line ends, and
 * its quote character doubled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-key-file-format.html">
 *     API Gateway API key file format</a>
 */
final class ApiKeyFile {
  private ApiKeyFile() {}

  /**
   * One key of the file.
   *
   * @param number number of the line, counting only lines with values, from 1
   */
  record Line(
      int number,
      String name,
      String key,
      String description,
      boolean enabled,
      List<String> usagePlanIds) {}

  /** Returns the keys in the order of the file. */
  static List<Line> parse(String text) {
    List<List<String>> rows = new Reader(text).rows();
    List<String> header = rows.isEmpty() ? List.of() : rows.getFirst();
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      columns.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    for (String required : List.of("name", "key")) {
      if (!columns.containsKey(required)) {
        throw UsageErrors.missingColumn(required);
      }
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      lines.add(line(i, columns, rows.get(i)));
    }
    return lines;
  }

  private static Line line(int number, Map<String, Integer> columns, List<String> row) {
    String enabled = value(columns, row, "enabled");
    return new Line(
        number,
        value(columns, row, "name"),
        value(columns, row, "key"),
        value(columns, row, "description"),
        enabled.isEmpty() || Boolean.parseBoolean(enabled),
        Stream.of(value(columns, row, "usageplanids").split(","))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList());
  }

  private static String value(Map<String, Integer> columns, List<String> row, String column) {
    Integer index = columns.get(column);
    return index == null || index >= row.size() ? "" : row.get(index).strip();
  }

  /** Splits a text into rows and values. Used once. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Returns the rows that have a value. */
    List<List<String>> rows() {
      List<List<String>> rows = new ArrayList<>();
      while (at < text.length()) {
        List<String> row = row();
        if (row.stream().anyMatch(value -> !value.isBlank())) {
          rows.add(row);
        }
      }
      return rows;
    }

    private List<String> row() {
      List<String> values = new ArrayList<>();
      values.add(value());
      while (at < text.length() && text.charAt(at) == ',') {
        at++;
        values.add(value());
      }
      if (at < text.length() && text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      return values;
    }

    private String value() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
        return quoted(text.charAt(at)) + plain();
      }
      return plain();
    }

    private String quoted(char quote) {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length()) {
        char character = text.charAt(at++);
        if (character != quote) {
          value.append(character);
        } else if (at < text.length() && text.charAt(at) == quote) {
          value.append(quote);
          at++;
        } else {
          break;
        }
      }
      return value.toString();
    }

    private String plain() {
      int start = at;
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }
  }
}
