package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.RequestContext;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.mapping.SubstitutionTemplate;
import dev.postern.report.LogEvent;
import dev.postern.report.LogGroup;
import dev.postern.report.LogGroups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The access log of a stage: one line per request, in the stage's format.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html">
 *     Variables for access logging for API Gateway</a>
 */
public final class AccessLog implements Observer {
  private static final String MISSING = "-";

  private final Target target;
  private @Nullable Instant sentAt;
  private @Nullable GatewayException refusal;
  private @Nullable Integer backendStatus;
  private long integrationMillis;
  private long headersMillis;
  private boolean streaming;
  private long streamedBytes;
  private @Nullable Long firstContentMillis;

  /**
   * What a stage logs, and where.
   *
   * @param group log group or Firehose stream of the destination
   * @param stream log stream name in AWS's form
   * @param endpointType {@code REGIONAL}, {@code EDGE} or {@code PRIVATE}
   */
  public record Target(
      LogGroups groups,
      LogGroup group,
      String stream,
      SubstitutionTemplate format,
      String endpointType,
      InstantSource clock)
      implements Supplier<Observer> {
    @Override
    public Observer get() {
      return new AccessLog(this);
    }
  }

  private AccessLog(Target target) {
    this.target = target;
  }

  @Override
  public void sending(Supplier<Sent> sent, Exchange exchange) {
    sentAt = target.clock().instant();
  }

  @Override
  public void received(BackendResponse response, Exchange exchange) {
    backendStatus = response.status();
    integrationMillis = millisSince(sentAt);
    headersMillis = integrationMillis;
  }

  @Override
  public void firstContent(Exchange exchange) {
    firstContentMillis = millisSince(sentAt);
  }

  /** Measures a streamed integration's latency up to the end of the stream. */
  @Override
  public void streamed(long bytes, boolean incomplete, Exchange exchange) {
    streamedBytes = bytes;
    integrationMillis = millisSince(sentAt);
  }

  @Override
  public void refused(GatewayException reason, Exchange exchange) {
    refusal = reason;
    if (sentAt != null && backendStatus == null) {
      integrationMillis = millisSince(sentAt);
    }
  }

  @Override
  public void answered(HttpResponse response, Exchange exchange) {
    Instant now = target.clock().instant();
    streaming = response.stream() != null;
    exchange.context().extend(name -> variable(name, response, exchange, now));
    String line = target.format().render(exchange.mappingInput(), MISSING);
    target.groups().add(target.group(), List.of(new LogEvent(target.stream(), now, line)));
  }

  /** Returns the value of a variable that only access logs have, or null. */
  private @Nullable Object variable(
      String name, HttpResponse response, Exchange exchange, Instant now) {
    HttpRequest.TlsSession tls = exchange.request().tls();
    return switch (name) {
      case "status" -> response.status();
      case "responseLength" -> streaming ? streamedBytes : response.body().length;
      case "responseLatency" -> Duration.between(exchange.incoming().received(), now).toMillis();
      case "endpointType" -> target.endpointType();
      case "xrayTraceId" ->
          exchange.ids().trace(exchange.headers(), exchange.incoming().received());
      case "tlsVersion" -> tls == null ? null : tls.version();
      case "cipherSuite" -> tls == null ? null : tls.cipherSuite();
      case "integrationLatency" -> sentAt == null ? null : integrationMillis;
      case "integrationStatus" -> backendStatus;
      case "integration" -> integration(exchange);
      case "integrationErrorMessage" -> integrationError();
      case "error" -> refusal == null ? null : RequestContext.error(refusal);
      default -> null;
    };
  }

  private @Nullable String integrationError() {
    return sentAt == null || refusal == null ? null : refusal.executionLog();
  }

  private Map<String, Object> integration(Exchange exchange) {
    Map<String, Object> integration = new LinkedHashMap<>();
    if (sentAt != null) {
      integration.put("latency", integrationMillis);
      integration.put("responseTransferMode", streaming ? "STREAMED" : "BUFFERED");
    }
    if (backendStatus != null) {
      integration.put("integrationStatus", backendStatus);
    }
    if (exchange.integrationStatus() != null) {
      integration.put("status", exchange.integrationStatus());
    }
    if (exchange.backendRequestId() != null) {
      integration.put("requestId", exchange.backendRequestId());
    }
    if (streaming) {
      integration.put("timeToAllHeaders", headersMillis);
    }
    if (firstContentMillis != null) {
      integration.put("timeToFirstContent", firstContentMillis);
    }
    String error = integrationError();
    if (error != null) {
      integration.put("error", error);
    }
    return integration;
  }

  private long millisSince(@Nullable Instant start) {
    return start == null ? 0 : Duration.between(start, target.clock().instant()).toMillis();
  }
}
