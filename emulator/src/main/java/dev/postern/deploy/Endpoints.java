package dev.postern.deploy;

import dev.postern.execute.CloudFront;
import dev.postern.execute.Endpoint;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** Finds what stands before an API; one that names no endpoint type is edge-optimized. */
final class Endpoints {
  private Endpoints() {}

  static Endpoint of(RestApi api) {
    EndpointConfiguration configuration = api.endpointConfiguration();
    List<EndpointType> types = configuration == null ? List.of() : configuration.types();
    if (types.contains(EndpointType.REGIONAL)) {
      return new Endpoint.Regional();
    }
    if (types.contains(EndpointType.PRIVATE)) {
      List<String> associated = configuration.vpcEndpointIds();
      return new Endpoint.Private(associated.isEmpty() ? null : associated.getFirst());
    }
    return new Endpoint.Edge(CloudFront.named(StableNames.hex(api.id())));
  }
}
