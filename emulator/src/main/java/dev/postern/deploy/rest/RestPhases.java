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
          new Entry("limit the method ARN", method -> method.access().limitMethodArn()),
          new Entry("check the resource policy", method -> method.access().checkResourcePolicy()),
          new Entry("identify the API key", method -> method.usage().identifyApiKey()),
          new Entry("authenticate", method -> method.access().authenticate()),
          new Entry("authorize", method -> method.access().authorize()),
          new Entry("limit usage", method -> method.usage().limit()),
          new Entry("validate parameters", method -> method.validation().parameters()),
          new Entry("validate the body", method -> method.validation().body()),
          new Entry("build the integration request", method -> method.integration().request()),
          new Entry("invoke the integration", method -> method.integration().invoke()),
          new Entry("map the integration response", method -> method.integration().response()));

  private RestPhases() {}

  /** A phase's name and where the phase comes from. */
  private record Entry(String name, Binder binder) {}

  /** The phases of a method that is bound to a stage, by what they are for. */
  record Parts(
      MethodAccess access,
      UsagePhases usage,
      MethodValidation validation,
      IntegrationPhases integration) {}

  /** Returns the phase of a method, or null if the method does not need it. */
  private interface Binder {
    @Nullable Phase phase(Parts method);
  }

  /** Returns the phases of a method in their order. */
  static List<Phase> of(Parts method) {
    List<Phase> phases = new ArrayList<>(ORDER.size());
    for (Entry entry : ORDER) {
      Phase phase = entry.binder().phase(method);
      if (phase != null) {
        phases.add(phase);
      }
    }
    return phases;
  }
}
