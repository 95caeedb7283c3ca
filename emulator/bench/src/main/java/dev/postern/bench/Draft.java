package dev.postern.bench;

import java.io.IOException;
import java.util.Map;

/**
 * An API to edit.
 *
 * @param resourceId of one resource in the middle of the others
 */
record Draft(String apiId, String resourceId) {
  private static final int GROUP = 100;

  /** Creates an API whose resources have a MOCK method each. */
  static Draft create(ControlPlane control, int resources)
      throws IOException, InterruptedException {
    ControlPlane.Api api = control.api("draft", EndpointType.EDGE);
    String parent = api.rootId();
    String middle = parent;
    for (int i = 0; i < resources; i++) {
      String pathPart = "r" + i;
      String id = api.resource(i % GROUP == 0 ? api.rootId() : parent, pathPart);
      parent = i % GROUP == 0 ? id : parent;
      middle = i == resources / 2 ? id : middle;
      api.method(
          id,
          Map.of(
              "type",
              "MOCK",
              "requestTemplates",
              Map.of("application/json", "{\"statusCode\": 200, \"r\": \"" + pathPart + "\"}")));
    }
    return new Draft(api.id(), middle);
  }
}
