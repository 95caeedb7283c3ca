package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.ContextTree;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.mapping.MappingInput;
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
 * The access log of a stage: a line a request, in the stage's format.
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
  private @Nullable Integer endpointStatus;
  private long integrationMillis;
  private long headersMillis;
  private boolean streaming;
  private long streamedBytes;
  private @Nullable Long firstContentMillis;

  /**
   * What a stage logs, and where.
   *
   * @param group that the destination names
   * @param stream in AWS's form
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
    endpointStatus = response.status();
    integrationMillis = millisSince(sentAt);
    headersMillis = integrationMillis;
  }

  @Override
  public void firstContent(Exchange exchange) {
    firstContentMillis = millisSince(sentAt);
  }

  /** The latency of an integration that streams ends with its stream. */
  @Override
  public void streamed(long bytes, boolean brokenOff, Exchange exchange) {
    streamedBytes = bytes;
    integrationMillis = millisSince(sentAt);
  }

  @Override
  public void refused(GatewayException reason, Exchange exchange) {
    refusal = reason;
    if (sentAt != null && endpointStatus == null) {
      integrationMillis = millisSince(sentAt);
    }
  }

  @Override
  public void answered(HttpResponse response, Exchange exchange) {
    Instant now = target.clock().instant();
    streaming = response.stream() != null;
    MappingInput input = exchange.mappingInput();
    describe(input.context(), response, exchange, now);
    target
        .groups()
        .add(
            target.group(),
            List.of(new LogEvent(target.stream(), now, target.format().render(input, MISSING))));
  }

  /** Adds what is known only now to what templates may read. */
  private void describe(
      Map<String, Object> context, HttpResponse response, Exchange exchange, Instant now) {
    long latency = Duration.between(exchange.incoming().received(), now).toMillis();
    context.put("status", response.status());
    context.put("responseLength", streaming ? streamedBytes : response.body().length);
    context.put("responseLatency", latency);
    context.put("endpointType", target.endpointType());
    context.put(
        "xrayTraceId", exchange.ids().trace(exchange.headers(), exchange.incoming().received()));
    HttpRequest.TlsSession tls = exchange.request().tls();
    if (tls != null) {
      context.put("tlsVersion", tls.version());
      context.put("cipherSuite", tls.cipherSuite());
    }
    exchange.describeEndpoint(context);
    if (sentAt != null) {
      context.put("integrationLatency", integrationMillis);
    }
    if (endpointStatus != null) {
      context.put("integrationStatus", endpointStatus);
    }
    context.put("integration", integration(exchange));
    if (refusal != null) {
      if (sentAt != null && refusal.executionLog() != null) {
        context.put("integrationErrorMessage", refusal.executionLog());
      }
      context.put("error", ContextTree.error(refusal));
    }
  }

  private Map<String, Object> integration(Exchange exchange) {
    Map<String, Object> integration = new LinkedHashMap<>();
    if (sentAt != null) {
      integration.put("latency", integrationMillis);
      integration.put("responseTransferMode", streaming ? "STREAMED" : "BUFFERED");
    }
    if (endpointStatus != null) {
      integration.put("integrationStatus", endpointStatus);
    }
    if (exchange.integrationStatus() != null) {
      integration.put("status", exchange.integrationStatus());
    }
    if (exchange.endpointRequestId() != null) {
      integration.put("requestId", exchange.endpointRequestId());
    }
    if (streaming) {
      integration.put("timeToAllHeaders", headersMillis);
    }
    if (firstContentMillis != null) {
      integration.put("timeToFirstContent", firstContentMillis);
    }
    if (sentAt != null && refusal != null && refusal.executionLog() != null) {
      integration.put("error", refusal.executionLog());
    }
    return integration;
  }

  private long millisSince(@Nullable Instant start) {
    return start == null ? 0 : Duration.between(start, target.clock().instant()).toMillis();
  }
}
