package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.HttpResponse;
import dev.postern.report.LogEvent;
import dev.postern.report.LogGroup;
import dev.postern.report.LogGroups;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The execution log of a deployed method. The lines of a request are written when its response is
 * complete; at level ERROR only if it was refused.
 */
public final class StageLog implements Observer {
  private final Target target;
  private final ExecutionLog log;
  private final List<LogEvent> events = new ArrayList<>(16);
  private String prefix = "";
  private boolean refused;

  /**
   * What a method logs, and where.
   *
   * @param group {@code API-Gateway-Execution-Logs_{api}/{stage}}
   * @param routed whether a resource serves the requests; only these have a usage plan to verify
   * @param stream log stream name in AWS's form
   * @param errorsOnly whether the level is ERROR
   * @param dataTrace whether headers, parameters and bodies are logged too
   */
  public record Target(
      LogGroups groups,
      LogGroup group,
      String stream,
      boolean routed,
      boolean errorsOnly,
      boolean dataTrace,
      InstantSource clock)
      implements Supplier<Observer> {
    @Override
    public Observer get() {
      return new StageLog(this);
    }
  }

  private StageLog(Target target) {
    this.target = target;
    this.log = new ExecutionLog(this::add, target.dataTrace(), target.clock());
  }

  private void add(String line) {
    events.add(new LogEvent(target.stream(), target.clock().instant(), prefix + line));
  }

  @Override
  public void started(Exchange exchange) {
    prefix = "(" + exchange.ids().requestId() + ") ";
    add("Extended Request Id: " + exchange.ids().extendedRequestId());
    if (exchange.ids().replaced(exchange.request().headers())) {
      add("UUID_REPLACED_INVALID_REQUEST_ID");
    }
    if (!target.routed()) {
      log.started(exchange);
    }
  }

  @Override
  public void verifyingUsage(Exchange exchange) {
    add(
        "Verifying Usage Plan for request: "
            + exchange.ids().requestId()
            + ". API Key: "
            + key(exchange)
            + " API Stage: "
            + exchange.stage().path());
  }

  @Override
  public void usageVerified(String method, boolean counted, Exchange exchange) {
    if (!counted) {
      add(
          "API Key "
              + key(exchange)
              + " authorized because method '"
              + method
              + "' does not require API Key. Request will not contribute to throttle or quota"
              + " limits");
    }
    add(
        "Usage Plan check succeeded for API Key "
            + key(exchange)
            + " and API Stage "
            + exchange.stage().path());
    log.started(exchange);
  }

  private static String key(Exchange exchange) {
    String key = exchange.apiKey();
    return key == null ? "" : Secrets.mask(key);
  }

  @Override
  public void sending(Supplier<Sent> sent, Exchange exchange) {
    log.sending(sent, exchange);
  }

  @Override
  public void received(BackendResponse response, Exchange exchange) {
    log.received(response, exchange);
  }

  @Override
  public void noted(String line, Exchange exchange) {
    log.noted(line, exchange);
  }

  @Override
  public void traced(Supplier<String> line, Exchange exchange) {
    log.traced(line, exchange);
  }

  @Override
  public void refused(GatewayException refusal, Exchange exchange) {
    refused = true;
    log.refused(refusal, exchange);
  }

  @Override
  public void streamed(long bytes, boolean incomplete, Exchange exchange) {
    refused |= incomplete;
    log.streamed(bytes, incomplete, exchange);
  }

  @Override
  public void answered(HttpResponse response, Exchange exchange) {
    log.answered(response, exchange);
    String id = exchange.backendRequestId();
    if (id != null) {
      add("AWS Integration Endpoint RequestId : " + id);
    }
    if (refused || !target.errorsOnly()) {
      target.groups().add(target.group(), events);
    }
  }
}
