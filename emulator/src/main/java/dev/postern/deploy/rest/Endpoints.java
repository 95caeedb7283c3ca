package dev.postern.deploy.rest;

import dev.postern.deploy.target.StableNames;
import dev.postern.execute.front.CloudFront;
import dev.postern.execute.front.Endpoint;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.EndpointConfiguration;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** The endpoint types of APIs. An API without an endpoint type is edge-optimized. */
public final class Endpoints {
  /** Shared by all APIs: with one per API, each request would miss the processor's cache. */
  private static final Endpoint EDGE =
      new Endpoint.Edge(CloudFront.named(StableNames.hex("CloudFront")));

  private Endpoints() {}

  public static Endpoint of(RestApi api) {
    if (isEdgeOptimized(api)) {
      return EDGE;
    }
    EndpointConfiguration configuration = api.endpointConfiguration();
    if (!configuration.types().contains(EndpointType.PRIVATE)) {
      return new Endpoint.Regional();
    }
    List<String> associated = configuration.vpcEndpointIds();
    return new Endpoint.Private(associated.isEmpty() ? null : associated.getFirst());
  }

  static boolean isEdgeOptimized(RestApi api) {
    EndpointConfiguration configuration = api.endpointConfiguration();
    return configuration == null
        || configuration.types().isEmpty()
        || configuration.types().contains(EndpointType.EDGE);
  }
}
