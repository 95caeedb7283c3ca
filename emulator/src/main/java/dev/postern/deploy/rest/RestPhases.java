package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a REST API's method in the order in which API Gateway runs them. A method has only
 * those that it needs.
 *
 * <p>Before the first phase, {@code Gateway} finds the stage and the method and decodes the body.
 * After the last, {@code Pipeline} renders refusals and compresses the response.
 */
final class RestPhases {
  private static final List<Entry> ORDER =
      List.of(
          new Entry("limit the method ARN", (access, _, _) -> access.limitMethodArn()),
          new Entry("check the resource policy", (access, _, _) -> access.checkResourcePolicy()),
          new Entry("authenticate", (access, _, _) -> access.authenticate()),
          new Entry("authorize", (access, _, _) -> access.authorize()),
          new Entry("require an API key", (access, _, _) -> access.requireApiKey()),
          new Entry("validate parameters", (_, validation, _) -> validation.parameters()),
          new Entry("validate the body", (_, validation, _) -> validation.body()),
          new Entry("build the integration request", (_, _, integration) -> integration.request()),
          new Entry("invoke the integration", (_, _, integration) -> integration.invoke()),
          new Entry("map the integration response", (_, _, integration) -> integration.response()));

  private RestPhases() {}

  /** A phase's name and where the phase comes from. */
  private record Entry(String name, Binder binder) {}

  /** Returns the phase of a method on a stage, or null if the method does not need it. */
  private interface Binder {
    @Nullable Phase phase(
        MethodAccess access, MethodValidation validation, IntegrationPhases integration);
  }

  /** Returns the phases of a method that is bound to a stage. */
  static List<Phase> of(
      MethodAccess access, MethodValidation validation, IntegrationPhases integration) {
    List<Phase> phases = new ArrayList<>(ORDER.size());
    for (Entry entry : ORDER) {
      Phase phase = entry.binder().phase(access, validation, integration);
      if (phase != null) {
        phases.add(phase);
      }
    }
    return phases;
  }
}
