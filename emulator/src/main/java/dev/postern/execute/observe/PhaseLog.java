package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import java.lang.System.Logger.Level;

/** An observer that logs each phase of a request to Postern's own log at level debug. */
public final class PhaseLog implements Observer {
  private static final System.Logger LOG = System.getLogger("postern.execute");

  /** Returns whether the level is on. Asked once at start, so that a disabled log costs nothing. */
  public static boolean isOn() {
    return LOG.isLoggable(Level.DEBUG);
  }

  @Override
  public void passed(Phase phase, Step step, Exchange exchange) {
    LOG.log(
        Level.DEBUG,
        "event=phase request={0} api={1} stage={2} resource={3} phase={4} step={5}",
        exchange.ids().requestId(),
        exchange.stage().api(),
        exchange.stage().name(),
        exchange.plan().resourcePath(),
        phase.name(),
        step.getClass().getSimpleName());
  }

  @Override
  public void refused(GatewayException refusal, Exchange exchange) {
    LOG.log(
        Level.DEBUG,
        "event=refused request={0} type={1} status={2} reason=\"{3}\"",
        exchange.ids().requestId(),
        refusal.type(),
        Integer.toString(refusal.status()),
        refusal.executionLog() == null ? refusal.text() : refusal.executionLog());
  }
}
