package dev.postern.deploy;

import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/**
 * The time that integrations of an API have when they stream.
 *
 * @param idle the most without anything coming
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html">
 *     Stream the integration response for your proxy integrations in API Gateway</a>
 */
record Streaming(Duration idle, InstantSource clock) {
  private static final Duration IDLE_OF_EDGE = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofMinutes(5);

  /** By the API's endpoint type; without one, it is edge-optimized. */
  static Streaming of(RestApi api, InstantSource clock) {
    boolean edge =
        api.endpointConfiguration() == null
            || api.endpointConfiguration().types().isEmpty()
            || api.endpointConfiguration().types().contains(EndpointType.EDGE);
    return new Streaming(edge ? IDLE_OF_EDGE : IDLE, clock);
  }
}
