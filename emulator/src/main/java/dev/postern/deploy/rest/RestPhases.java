package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request to a method of a REST API: its phases, in the order in which API Gateway
 * runs them. A method has only those that it needs.
 *
 * <p>Before the first phase, {@code Gateway} has found the stage and the method and decoded the
 * body; after the last, {@code Pipeline} renders refusals and compresses the answer.
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

  /** A step on the way, and where its phase comes from. */
  private record Entry(String name, Binder binder) {}

  /** Returns the phase of a method on a stage, or null if the method does without. */
  private interface Binder {
    @Nullable Phase phase(CompiledMethod method, IntegrationPhases integration);
  }

  /** Returns the names of the steps, in order. */
  static List<String> names() {
    return ORDER.stream().map(Entry::name).toList();
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
