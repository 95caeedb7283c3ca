package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.util.function.Supplier;

/**
 * An observer of one request, for logs and metrics. Created for each request whose plan has
 * observers. Called on the request's loop; must not block.
 */
public interface Observer {
  /** Called before the first phase. */
  default void started(Exchange exchange) {}

  /** Called when a phase has completed or starts to wait. */
  default void passed(Phase phase, Step step, Exchange exchange) {}

  /** Called before the request's API key and limits are checked. */
  default void verifyingUsage(Exchange exchange) {}

  /**
   * Called when the request is executed: its caller, its API key and its limits are checked.
   *
   * @param method such as {@code GET /pets}
   * @param counted whether it counts for an API key
   */
  default void usageVerified(String method, boolean counted, Exchange exchange) {}

  /**
   * Called when the response cache was read.
   *
   * @param hit whether it answers the request
   */
  default void cached(boolean hit, Exchange exchange) {}

  /**
   * Called when the integration request is sent.
   *
   * @param sent computes what is sent and where, on demand
   */
  default void sending(Supplier<Sent> sent, Exchange exchange) {}

  /**
   * A request sent to a backend.
   *
   * @param url complete URL
   * @param headers as sent
   */
  record Sent(String url, Headers headers, byte[] body) {}

  /** Called when the backend has responded to the request given to {@link #sending}. */
  default void received(BackendResponse response, Exchange exchange) {}

  /**
   * Called when a phase selects one of several alternatives. AWS does not log these.
   *
   * @param choice describes the selection and its reason, on demand
   */
  default void chosen(Supplier<String> choice) {}

  /** Called when a phase has decided something, with the text of AWS's execution log. */
  default void noted(String line, Exchange exchange) {}

  /**
   * Called like {@link #noted} with a line that contains data of the request or the response; AWS
   * logs it only if data tracing is on.
   *
   * @param line computes the line, on demand
   */
  default void traced(Supplier<String> line, Exchange exchange) {}

  /** Called when API Gateway refuses the request with a response of its own. */
  default void refused(GatewayException refusal, Exchange exchange) {}

  /** Called when the first bytes of a streamed response arrive. */
  default void firstContent(Exchange exchange) {}

  /**
   * Called when a streamed response ends; {@link #answered} follows.
   *
   * @param bytes number of body bytes received
   * @param incomplete whether the body is incomplete: the backend failed or timed out, or the
   *     client disconnected
   */
  default void streamed(long bytes, boolean incomplete, Exchange exchange) {}

  /** Called last: the response is complete, and its stream has ended. */
  default void answered(HttpResponse response, Exchange exchange) {}
}
