package dev.postern.deploy.rest;

import dev.postern.execute.Phase;
import dev.postern.execute.integration.Integration;
import dev.postern.execute.phase.Invoke;
import dev.postern.execute.phase.InvokeStreaming;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * The time limits of an API's streaming integrations.
 *
 * @param idle maximum time without data
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html">
 *     Stream the integration response for your proxy integrations in API Gateway</a>
 */
record Streaming(Duration idle, InstantSource clock) {
  private static final Duration EDGE_IDLE = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofMinutes(5);

  static Streaming of(RestApi api, InstantSource clock) {
    return new Streaming(Endpoints.isEdgeOptimized(api) ? EDGE_IDLE : IDLE, clock);
  }

  /** Returns the phase that invokes an integration and streams its response. */
  Phase invoke(Integration integration, Duration timeout) {
    return new InvokeStreaming(new Invoke(integration, timeout), idle, clock);
  }
}
