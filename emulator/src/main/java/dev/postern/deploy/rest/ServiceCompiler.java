package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.deploy.target.ServiceUri;
import dev.postern.execute.Exchange;
import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.ServiceIntegration;
import dev.postern.execute.integration.ServiceName;
import dev.postern.execute.integration.ServiceTarget;
import dev.postern.execute.phase.Refuse;
import dev.postern.mapping.StageVariables;
import dev.postern.mapping.UriTemplate;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.Integration;

/**
 * A compiler of an integration with an AWS service other than Lambda.
 *
 * @param greedy placeholders of the URI whose values keep their slashes
 */
record ServiceCompiler(AwsServices services, Integration integration, Set<String> greedy) {
  private static final String MAPPED_HEADER = "integration.request.header.";
  private static final System.Logger LOG = System.getLogger("postern.deploy");

  /** A service, and its part of the integration request. */
  record Bound(ServiceTarget target, ServiceIntegration service) {}

  /**
   * Returns the service on a stage; empty if no endpoint is configured for it.
   *
   * @throws GatewayException if every request fails because the URI or the credentials are wrong
   */
  Optional<Bound> bind(StageBinding stage) {
    ServiceUri uri = uri(stage);
    String credentials = integration.credentials() == null ? "" : integration.credentials();
    return services
        .integration(
            uri.service(),
            uri.region(),
            StageVariables.substitute(credentials, stage.variables()),
            stage.owner())
        .map(service ->
            new Bound(target(uri), service.keeping(maps("Content-Type"), maps("Accept"))));
  }

  private boolean maps(String header) {
    return integration.requestParameters().keySet().stream()
        .anyMatch((MAPPED_HEADER + header)::equalsIgnoreCase);
  }

  private ServiceUri uri(StageBinding stage) {
    return ServiceUri.parse(StageVariables.substitute(integration.uri(), stage.variables()))
        .orElseThrow(GatewayErrors::invalidEndpointAddress);
  }

  /** Returns the phases if no endpoint is configured for the service. */
  IntegrationPhases refusing(StageBinding stage) {
    ServiceName service = uri(stage).service();
    return IntegrationPhases.refusing(new Refuse(call -> withoutEndpoint(service, call)));
  }

  private ServiceTarget target(ServiceUri uri) {
    return new ServiceTarget(
        integration.httpMethod(),
        UriTemplate.compile(uri.pathAndQuery(), greedy::contains),
        uri.operation(),
        uri.service().signing().equals("s3"));
  }

  /** Logs a missing setting of Postern, visible at every log level. */
  private static GatewayException withoutEndpoint(ServiceName service, Exchange call) {
    LOG.log(
        Level.WARNING,
        "event=no-service-endpoint service={0} set={1} request={2}",
        service.host(),
        service.variable(),
        call.ids().requestId());
    return GatewayErrors.noServiceEndpoint(service.host(), service.variable());
  }
}
