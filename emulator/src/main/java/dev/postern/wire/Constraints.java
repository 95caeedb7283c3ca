package dev.postern.wire;

import dev.postern.sdk.Operation;
import dev.postern.sdk.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Checks requests against the constraints of AWS's service models before a service gets them. Reads
 * a service's part of the table with its first request. Safe from any thread.
 */
final class Constraints implements BiConsumer<Operation, SdkPojo> {
  private final Map<String, Map<String, Map<String, Constraint>>> byService =
      new ConcurrentHashMap<>();

  /**
   * Throws one exception that names all constraints the request breaks.
   *
   * @param request of the operation's SDK class
   * @throws dev.postern.aws.error.AwsException {@code ValidationException}, or another code of the
   *     service
   */
  @Override
  public void accept(Operation operation, SdkPojo request) {
    ConstraintTexts texts = ConstraintTexts.of(operation.service());
    if (!texts.enforced()) {
      return;
    }
    new ConstraintCheck(texts, structures(operation.service())).run(operation, request);
  }

  private Map<String, Map<String, Constraint>> structures(String service) {
    return byService.computeIfAbsent(service, Constraints::read);
  }

  private static Map<String, Map<String, Constraint>> read(String service) {
    Map<String, Map<String, Constraint>> structures = new HashMap<>();
    for (String[] row : Tables.rows("constraints.tsv")) {
      if (row[0].equals(service)) {
        structures
            .computeIfAbsent(row[1], _ -> new HashMap<>())
            .put(row[2], Constraint.parse(List.of(row).subList(3, row.length)));
      }
    }
    return structures;
  }
}
