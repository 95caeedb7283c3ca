package dev.postern.execute.integration;

import dev.postern.aws.ServiceCatalog;
import dev.postern.aws.ServiceMetadata;
import dev.postern.aws.ServiceProtocol;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of an AWS service, and the form of its requests. API Gateway's URIs use the name in the
 * service's host name; the SDKs' variables and its signatures may use others.
 *
 * @param host name in integration URIs, such as {@code states} or {@code streams.dynamodb}
 * @param variables that may hold its endpoint, such as {@code AWS_ENDPOINT_URL_SFN}; several if
 *     services share the name
 * @param signing name in the credential scope of a signature
 * @param operations prefix of the action in {@code X-Amz-Target}; null if API Gateway does not set
 *     that header
 * @param types media types that its requests have
 * @param query whether its actions are of the query protocol
 */
public record ServiceName(
    String host,
    List<String> variables,
    String signing,
    @Nullable String operations,
    SentTypes types,
    boolean query) {

  /**
   * Services to which API Gateway speaks the query protocol though the SDKs do not: {@code
   * ssm:action/GetParameter} answers {@code {"GetParameterResponse":{"GetParameterResult":…}}}.
   */
  private static final Set<String> QUERY_BESIDE_THE_SDKS = Set.of("ssm");

  public ServiceName {
    variables = List.copyOf(variables);
  }

  /** Returns the service of a host. Ignores the subdomain of a resource, such as a bucket. */
  public static ServiceName of(String host) {
    List<ServiceMetadata> services = ServiceCatalog.get().byHost(host);
    if (services.isEmpty()) {
      String last = host.substring(host.lastIndexOf('.') + 1);
      return new ServiceName(
          last, List.of(ServiceMetadata.variableOf(last)), last, null, SentTypes.UNCHANGED, false);
    }
    ServiceMetadata service = services.getFirst();
    boolean query = takesQueries(service);
    boolean json = service.speaks(ServiceProtocol.JSON) && !query;
    return new ServiceName(
        service.host(),
        services.stream().map(ServiceMetadata::variable).toList(),
        service.signing(),
        json ? service.targetPrefix() : null,
        types(service, json, query),
        query);
  }

  private static SentTypes types(ServiceMetadata service, boolean json, boolean query) {
    if (json) {
      return new SentTypes(service.jsonMediaType(), null);
    }
    return query ? SentTypes.QUERY : SentTypes.UNCHANGED;
  }

  /** Returns the variable to set for the service. */
  public String variable() {
    return variables.getFirst();
  }

  /**
   * Returns whether actions of the service are queries. Services that got JSON later, such as SQS,
   * have them still.
   */
  private static boolean takesQueries(ServiceMetadata service) {
    return service.speaks(ServiceProtocol.QUERY) || QUERY_BESIDE_THE_SDKS.contains(service.host());
  }
}
