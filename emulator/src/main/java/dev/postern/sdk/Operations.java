package dev.postern.sdk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The table of every operation of the four services, and of the newer services of Lambda.
 * Immutable; loading it loads no SDK class.
 *
 * @see <a href="https://github.com/aws/api-models-aws">AWS's public service models</a>
 */
public final class Operations {
  private final Map<String, Operation> byName;

  private Operations(Map<String, Operation> byName) {
    this.byName = byName;
  }

  /** Reads the table; takes some milliseconds. */
  public static Operations load() {
    Map<String, Operation> operations = LinkedHashMap.newLinkedHashMap(512);
    for (String[] row : Tables.rows("operations.tsv")) {
      Operation operation =
          new Operation(
              row[0],
              row[1],
              row[2],
              UriTemplate.parse(row[3]),
              Integer.parseInt(row[4]),
              row.length == 5);
      operations.put(key(operation.service(), operation.name()), operation);
    }
    return new Operations(operations);
  }

  public List<Operation> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Returns the operation with that name.
   *
   * @throws NoSuchElementException if AWS has none
   */
  public Operation get(String service, String name) {
    return Optional.ofNullable(byName.get(key(service, name)))
        .orElseThrow(() -> new NoSuchElementException(key(service, name)));
  }

  private static String key(String service, String name) {
    return service + "." + name;
  }
}
