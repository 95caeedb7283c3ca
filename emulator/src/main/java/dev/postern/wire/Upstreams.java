package dev.postern.wire;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the services are that Postern is not.
 *
 * @param endpoints by the SDKs' variable, such as {@code AWS_ENDPOINT_URL_SQS}
 * @param general for all others; null for none
 */
public record Upstreams(Map<String, URI> endpoints, @Nullable URI general) {
  public static final Upstreams NONE = new Upstreams(Map.of(), null);

  public Upstreams {
    endpoints = Map.copyOf(endpoints);
  }

  Optional<URI> of(OtherService service) {
    String variable = service.variable();
    URI own = variable == null ? null : endpoints.get(variable);
    return Optional.ofNullable(own == null ? general : own);
  }
}
