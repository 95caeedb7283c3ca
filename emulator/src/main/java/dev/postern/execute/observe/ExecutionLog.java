package dev.postern.execute.observe;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request's execution log, with AWS's texts. Credentials are masked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">Set
 *     up CloudWatch logging for REST APIs in API Gateway</a>
 */
public final class ExecutionLog implements Observer {
  private static final int MAX_LINE_BYTES = 1_024;
  private static final String TRUNCATED = " [TRUNCATED]";

  private final Consumer<String> lines;
  private final boolean dataTrace;
  private final InstantSource clock;
  private @Nullable Instant sentAt;
  private boolean refused;

  /**
   * Creates the log of one request.
   *
   * @param lines receives each line, in order
   * @param dataTrace whether headers, parameters and bodies are logged too
   */
  public ExecutionLog(Consumer<String> lines, boolean dataTrace, InstantSource clock) {
    this.lines = lines;
    this.dataTrace = dataTrace;
    this.clock = clock;
  }

  @Override
  public void started(Exchange exchange) {
    line("Starting execution for request: " + exchange.ids().requestId());
    line(
        "HTTP Method: "
            + exchange.request().method()
            + ", Resource Path: "
            + exchange.incoming().path());
    if (exchange.apiKey() != null) {
      line("API Key: " + Secrets.mask(exchange.apiKey()));
    }
    if (dataTrace) {
      line("Method request path: " + exchange.pathParameters());
      line("Method request query string: " + single(exchange.query()));
      line("Method request headers: " + Secrets.masked(exchange.headers()));
      line("Method request body before transformations: " + text(exchange.request().body()));
    }
  }

  @Override
  public void sending(Supplier<Sent> sent, Exchange exchange) {
    sentAt = clock.instant();
    Sent request = sent.get();
    if (dataTrace) {
      line("Endpoint request URI: " + request.url());
      line("Endpoint request headers: " + Secrets.masked(request.headers()));
      line(
          "Endpoint request body after transformations: "
              + withoutKey(text(request.body()), exchange));
    }
    line("Sending request to " + request.url());
  }

  @Override
  public void received(BackendResponse response, Exchange exchange) {
    long millis = sentAt == null ? 0 : Duration.between(sentAt, clock.instant()).toMillis();
    line(
        "Received response. Status: "
            + response.status()
            + ", Integration latency: "
            + millis
            + " ms");
    if (dataTrace) {
      line("Endpoint response headers: " + Secrets.masked(response.headers()));
      line("Endpoint response body before transformations: " + text(response.body()));
    }
  }

  @Override
  public void noted(String line, Exchange exchange) {
    line(line);
  }

  @Override
  public void traced(Supplier<String> text, Exchange exchange) {
    if (dataTrace) {
      line(withoutKey(text.get(), exchange));
    }
  }

  @Override
  public void refused(GatewayException refusal, Exchange exchange) {
    refused = true;
    if (refusal.executionLog() != null) {
      line(refusal.executionLog());
    }
  }

  @Override
  public void streamed(long bytes, boolean incomplete, Exchange exchange) {
    if (incomplete) {
      refused = true;
      line("Execution failed: the response stream broke off after " + bytes + " bytes");
    }
  }

  @Override
  public void answered(HttpResponse response, Exchange exchange) {
    if (!refused) {
      if (dataTrace) {
        line("Method response body after transformations: " + text(response.body()));
        line("Method response headers: " + Secrets.masked(response.headers()));
      }
      line("Successfully completed execution");
    }
    line("Method completed with status: " + response.status());
  }

  private void line(String text) {
    lines.accept(truncated(text));
  }

  private static String truncated(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_LINE_BYTES) {
      return text;
    }
    int end = MAX_LINE_BYTES - TRUNCATED.length();
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + TRUNCATED;
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Masks the API key, which is in the headers and the identity of an event. */
  private static String withoutKey(String text, Exchange exchange) {
    String key = exchange.apiKey();
    return key == null ? text : text.replace(key, Secrets.mask(key));
  }

  private static Map<String, String> single(Map<String, List<String>> values) {
    Map<String, String> last = new LinkedHashMap<>();
    values.forEach((name, all) -> last.put(name, all.getLast()));
    return last;
  }
}
