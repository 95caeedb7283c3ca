package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.deploy.target.ServiceUri;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.ServiceIntegration;
import dev.postern.execute.integration.ServiceName;
import dev.postern.execute.integration.ServiceTarget;
import dev.postern.execute.phase.Refuse;
import dev.postern.mapping.StageVariables;
import dev.postern.mapping.UriTemplate;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.Integration;

/** Binds integrations with AWS services other than Lambda. */
record ServiceCompiler(AwsServices services) {
  private static final System.Logger LOG = System.getLogger("postern.deploy");

  /** Makes the phases around a service. */
  interface Then {
    List<Phase> phases(ServiceTarget target, ServiceIntegration service);
  }

  /**
   * The phases for a stage.
   *
   * @param greedy placeholders whose slashes stay slashes
   */
  List<Phase> bind(Integration integration, Set<String> greedy, StageBinding binding, Then then) {
    String uri = StageVariables.substitute(integration.uri(), binding.variables());
    Optional<ServiceUri> parsed = ServiceUri.parse(uri);
    if (parsed.isEmpty()) {
      return List.of(new Refuse(_ -> GatewayErrors.invalidEndpointAddress()));
    }
    String credentials = integration.credentials() == null ? "" : integration.credentials();
    ServiceUri asked = parsed.get();
    try {
      return services
          .integration(
              asked.service(),
              asked.region(),
              StageVariables.substitute(credentials, binding.variables()),
              binding.owner())
          .map(service -> then.phases(target(integration, asked, greedy), service))
          .orElseGet(() -> List.of(new Refuse(call -> withoutEndpoint(asked.service(), call))));
    } catch (GatewayException broken) {
      return List.of(new Refuse(_ -> broken));
    }
  }

  private static ServiceTarget target(
      Integration integration, ServiceUri asked, Set<String> greedy) {
    return new ServiceTarget(
        integration.httpMethod(),
        UriTemplate.compile(asked.pathAndQuery(), greedy::contains),
        asked.operation(),
        asked.service().signing().equals("s3"));
  }

  /** The user has to see it at every log level: it is Postern's setting that is missing. */
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
