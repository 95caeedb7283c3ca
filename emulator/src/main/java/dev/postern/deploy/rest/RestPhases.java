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
  private static final List<Binder> ORDER =
      List.of(
          method -> method.access().limitMethodArn(),
          method -> method.access().checkResourcePolicy(),
          method -> method.usage().identifyApiKey(),
          method -> method.access().authenticate(),
          method -> method.access().authorize(),
          method -> method.usage().limit(),
          method -> method.validation().parameters(),
          method -> method.validation().body(),
          method -> method.cache().read(),
          method -> method.integration().request(),
          method -> method.integration().invoke(),
          method -> method.integration().response(),
          method -> method.cache().store());

  private RestPhases() {}

  /** The phases of a method that is bound to a stage, by what they are for. */
  record Parts(
      MethodAccess access,
      UsagePhases usage,
      MethodValidation validation,
      CachePhases cache,
      IntegrationPhases integration) {}

  /** Returns the phase of a method, or null if the method does not need it. */
  private interface Binder {
    @Nullable Phase phase(Parts method);
  }

  /** Returns the phases of a method in their order. */
  static List<Phase> of(Parts method) {
    List<Phase> phases = new ArrayList<>(ORDER.size());
    for (Binder binder : ORDER) {
      Phase phase = binder.phase(method);
      if (phase != null) {
        phases.add(phase);
      }
    }
    return phases;
  }
}
