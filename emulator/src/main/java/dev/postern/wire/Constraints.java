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
 * Holds requests against the constraints of AWS's service models, before any service sees them. A
 * service's part of the table is read with its first request. Safe from any thread.
 */
final class Constraints implements BiConsumer<Operation, SdkPojo> {
  private final Map<String, Map<String, Map<String, Constraint>>> byService =
      new ConcurrentHashMap<>();

  /**
   * Refuses a request that breaks constraints, all of them named in one text.
   *
   * @param request of the operation's SDK class
   * @throws dev.postern.aws.error.AwsException {@code ValidationException}, or what the service
   *     answers instead
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
