package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.deploy.target.Backends;
import dev.postern.deploy.target.HttpUri;
import dev.postern.execute.integration.HttpAddress;
import dev.postern.execute.integration.HttpIntegration;
import dev.postern.execute.integration.HttpRoute;
import dev.postern.execute.integration.HttpTarget;
import dev.postern.execute.integration.PrivateLink;
import dev.postern.mapping.StageVariables;
import dev.postern.mapping.UriTemplate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ConnectionType;
import software.amazon.awssdk.services.apigateway.model.Integration;

/**
 * A compiler of an integration with an HTTP backend, public or behind a VPC link.
 *
 * @param greedy placeholders of the URI whose values keep their slashes
 */
record HttpCompiler(Backends backends, Integration integration, Set<String> greedy) {
  /** A backend, and its part of the integration request. */
  record Bound(HttpTarget target, HttpIntegration backend) {}

  /**
   * Returns the backend on a stage.
   *
   * @throws GatewayException if the URI names no host
   */
  Bound bind(StageBinding stage) {
    HttpUri to =
        HttpUri.parse(StageVariables.substitute(integration.uri(), stage.variables()))
            .orElseThrow(GatewayErrors::invalidEndpointAddress);
    HttpAddress address = new HttpAddress(to.host(), to.port(), to.tls());
    boolean skipsVerification =
        integration.tlsConfig() != null
            && Boolean.TRUE.equals(integration.tlsConfig().insecureSkipVerification());
    return new Bound(
        new HttpTarget(
            integration.httpMethod(), UriTemplate.compile(to.pathAndQuery(), greedy::contains)),
        new HttpIntegration(
            backends.directory(),
            backends.http(),
            new HttpRoute(address, null, skipsVerification, null),
            stage.clientCertificateId(),
            link(stage.variables())));
  }

  private @Nullable PrivateLink link(Map<String, String> variables) {
    if (integration.connectionType() != ConnectionType.VPC_LINK) {
      return null;
    }
    String id = integration.connectionId() == null ? "" : integration.connectionId();
    String target = integration.integrationTarget();
    return new PrivateLink(
        backends.directory(),
        backends.network(),
        StageVariables.substitute(id, variables),
        target == null || target.isEmpty() ? null : StageVariables.substitute(target, variables));
  }
}
