package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.deploy.target.Backends;
import dev.postern.deploy.target.HttpUri;
import dev.postern.execute.Phase;
import dev.postern.execute.integration.HttpAddress;
import dev.postern.execute.integration.HttpIntegration;
import dev.postern.execute.integration.HttpRoute;
import dev.postern.execute.integration.HttpTarget;
import dev.postern.execute.integration.PrivateLink;
import dev.postern.execute.phase.Refuse;
import dev.postern.mapping.StageVariables;
import dev.postern.mapping.UriTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.ConnectionType;
import software.amazon.awssdk.services.apigateway.model.Integration;

/** Binds integrations with HTTP backends, on the internet or behind a VPC link. */
record HttpCompiler(Backends backends) {
  /** Makes the phases around a backend. */
  interface Then {
    List<Phase> phases(HttpTarget target, HttpIntegration backend);
  }

  /**
   * The phases for a stage.
   *
   * @param greedy placeholders whose slashes stay slashes
   */
  List<Phase> bind(Integration integration, Set<String> greedy, StageBinding binding, Then then) {
    String uri = StageVariables.substitute(integration.uri(), binding.variables());
    Optional<HttpUri> parsed = HttpUri.parse(uri);
    if (parsed.isEmpty()) {
      return List.of(new Refuse(_ -> GatewayErrors.invalidEndpointAddress()));
    }
    HttpUri to = parsed.get();
    HttpAddress address = new HttpAddress(to.host(), to.port(), to.tls());
    boolean skipsVerification =
        integration.tlsConfig() != null
            && Boolean.TRUE.equals(integration.tlsConfig().insecureSkipVerification());
    return then.phases(
        new HttpTarget(
            integration.httpMethod(), UriTemplate.compile(to.pathAndQuery(), greedy::contains)),
        new HttpIntegration(
            backends.directory(),
            backends.http(),
            new HttpRoute(address, null, skipsVerification, null),
            binding.clientCertificateId(),
            link(integration, binding.variables())));
  }

  private @Nullable PrivateLink link(Integration integration, Map<String, String> variables) {
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
