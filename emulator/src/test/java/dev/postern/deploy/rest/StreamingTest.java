package dev.postern.deploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.RestApi;

class StreamingTest {
  @Test
  void apiWithoutEndpointTypeIsEdgeOptimizedAndIdlesForThirtySeconds() {
    assertThat(idle(RestApi.builder().build())).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource(
      value = EndpointType.class,
      names = {"REGIONAL", "PRIVATE"})
  void othersIdleForFiveMinutes(EndpointType type) {
    RestApi api = RestApi.builder().endpointConfiguration(c -> c.types(type)).build();

    assertThat(idle(api)).isEqualTo(Duration.ofMinutes(5));
  }

  private static Duration idle(RestApi api) {
    return Streaming.of(api, () -> Instant.EPOCH).idle();
  }
}
