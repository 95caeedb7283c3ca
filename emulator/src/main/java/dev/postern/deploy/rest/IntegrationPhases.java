package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import dev.postern.execute.phase.Refuse;
import org.jspecify.annotations.Nullable;

/**
 * The phases of an integration on a stage.
 *
 * @param request builds the integration request, or refuses every request
 * @param invoke null if every request is refused
 * @param response null if every request is refused
 */
record IntegrationPhases(Phase request, @Nullable Phase invoke, @Nullable Phase response) {
  /** Returns the phases of an integration whose configuration always fails. */
  static IntegrationPhases refusing(Refuse refuse) {
    return new IntegrationPhases(refuse, null, null);
  }
}
