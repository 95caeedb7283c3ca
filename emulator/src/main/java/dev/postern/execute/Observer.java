package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import java.util.function.Supplier;

/**
 * Watches the walk of one request: its logs, its trace. Made for each request, and only where the
 * method's plan says that somebody wants to know. Called on the request's loop; must not block.
 */
public interface Observer {
  /** The request is about to meet its first phase. */
  default void started(Exchange exchange) {}

  /** A phase is done, or waits. */
  default void passed(Phase phase, Step step, Exchange exchange) {}

  /**
   * The integration request goes out.
   *
   * @param sent says what goes where, if anybody asks
   */
  default void sending(Supplier<Sent> sent, Exchange exchange) {}

  /**
   * A request on its way to an endpoint.
   *
   * @param url whole
   * @param headers as sent
   */
  record Sent(String url, Headers headers, byte[] body) {}

  /** The endpoint has answered what {@link #sending} told of. */
  default void received(BackendResponse response, Exchange exchange) {}

  /**
   * A phase chose one of several ways, of which AWS tells nobody.
   *
   * @param choice says which and why, if anybody asks
   */
  default void chosen(Supplier<String> choice) {}

  /** A phase decided something; in the words of AWS's execution log. */
  default void noted(String line, Exchange exchange) {}

  /** API Gateway answers by itself. */
  default void refused(GatewayException refusal, Exchange exchange) {}

  /** The first bytes of an answer that streams have come. */
  default void firstContent(Exchange exchange) {}

  /**
   * An answer that streams is over; {@link #answered} follows.
   *
   * @param bytes of its body that have come
   * @param brokenOff whether that is not all: the endpoint failed, took too long, or the client is
   *     gone
   */
  default void streamed(long bytes, boolean brokenOff, Exchange exchange) {}

  /** The answer is made, a stream over; the last call. */
  default void answered(HttpResponse response, Exchange exchange) {}
}
