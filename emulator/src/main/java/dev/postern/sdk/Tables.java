package dev.postern.sdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads tab-separated resources with facts of AWS's service models that the SDK does not contain.
 */
public final class Tables {
  private Tables() {}

  /**
   * Returns the rows of a table without its comment lines.
   *
   * @param name of a file beside this class
   */
  public static List<String[]> rows(String name) {
    InputStream resource =
        Objects.requireNonNull(Tables.class.getResourceAsStream(name), () -> "no table " + name);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      List<String[]> rows = new ArrayList<>(1024);
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          rows.add(line.split("\t", -1));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("table " + name, e);
    }
  }
}
