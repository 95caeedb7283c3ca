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
          new Entry("limit the method ARN", (method, _) -> method.access().limitMethodArn()),
          new Entry("authorize", (method, _) -> method.access().authorize()),
          new Entry("require an API key", (method, _) -> method.access().requireApiKey()),
          new Entry("validate parameters", (method, _) -> method.validation().parameters()),
          new Entry("validate the body", (method, _) -> method.validation().body()),
          new Entry("build the integration request", (_, integration) -> integration.request()),
          new Entry("invoke the integration", (_, integration) -> integration.invoke()),
          new Entry("map the integration response", (_, integration) -> integration.response()));

  private RestPhases() {}

  /** A phase's name and where the phase comes from. */
  private record Entry(String name, Binder binder) {}

  /** Returns the phase of a method on a stage, or null if the method does not need it. */
  private interface Binder {
    @Nullable Phase phase(CompiledMethod method, IntegrationPhases integration);
  }

  /** Returns the phases of a method whose integration is bound to a stage. */
  static List<Phase> of(CompiledMethod method, IntegrationPhases integration) {
    List<Phase> phases = new ArrayList<>(ORDER.size());
    for (Entry entry : ORDER) {
      Phase phase = entry.binder().phase(method, integration);
      if (phase != null) {
        phases.add(phase);
      }
    }
    return phases;
  }
}
