package dev.postern.wire;

import dev.postern.aws.ServiceCatalog;
import dev.postern.aws.ServiceMetadata;
import dev.postern.aws.ServiceProtocol;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.QueryString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the service of a request by what all clients send: the scope of its signature, {@code
 * X-Amz-Target}, the path of the CBOR protocol, or its host. Reads the body only for the name of an
 * operation, and for the service of an unsigned request.
 */
final class OtherServices {
  /** Signing names of the services that Postern is. */
  private static final Set<String> OWN = Set.of("apigateway", "lambda", "execute-api");

  private static final String API_GATEWAY = "apigateway";
  private static final String API_GATEWAY_V2 = "apigatewayv2";
  private static final String V2_PATH = "/v2/";
  private static final String TARGET = "X-Amz-Target";
  private static final String S3 = "s3";

  /** Names under which a client reaches this machine, with which host names of services end. */
  private static final List<String> DOMAINS =
      List.of(".localhost", ".localhost.localstack.cloud", ".amazonaws.com", ".amazonaws.com.cn");

  private final Supplier<ServiceCatalog> catalog;

  OtherServices(Supplier<ServiceCatalog> catalog) {
    this.catalog = catalog;
  }

  /**
   * Returns the service that a request names; empty if that is one of Postern's, or none.
   *
   * @param hasV2 whether Postern has HTTP and WebSocket APIs
   */
  Optional<OtherService> named(HttpRequest request, boolean hasV2) {
    String target = request.headers().get(TARGET);
    if (target != null) {
      return Optional.of(ofTarget(request, target));
    }
    String signed = scope(request);
    if (signed != null && OWN.contains(signed)) {
      return signed.equals(API_GATEWAY) && request.path().startsWith(V2_PATH) && !hasV2
          ? Optional.of(apiGatewayV2(request))
          : Optional.empty();
    }
    if (signed != null) {
      List<ServiceMetadata> services = catalog.get().signedAs(signed);
      return services.isEmpty()
          ? Optional.empty()
          : Optional.of(of(request, services.getFirst(), services));
    }
    return ofCbor(request).or(() -> ofHost(request));
  }

  /**
   * Returns the service of a request that is for no operation of Postern: what it tells, however
   * little that is.
   */
  OtherService unnamed(HttpRequest request) {
    Map<String, List<String>> form = form(request);
    String action = first(form, "Action");
    if (action == null) {
      String name = scope(request);
      return new OtherService(
          null, name == null ? "" : name, ServiceProtocol.REST_JSON, methodAndPath(request));
    }
    String version = first(form, "Version");
    List<ServiceMetadata> services =
        catalog.get().all().stream()
            .filter(s -> s.speaks(ServiceProtocol.QUERY) && s.version().equals(version))
            .toList();
    String name = scope(request);
    return new OtherService(
        services.size() == 1 ? services.getFirst() : null,
        name == null ? "" : name,
        ServiceProtocol.QUERY,
        action);
  }

  /** Returns API Gateway's second API. */
  private OtherService apiGatewayV2(HttpRequest request) {
    return catalog.get().byHost(API_GATEWAY).stream()
        .filter(service -> service.variable().equals("AWS_ENDPOINT_URL_APIGATEWAYV2"))
        .findFirst()
        .map(v2 -> of(request, v2, List.of(v2)))
        .orElseGet(() ->
            new OtherService(
                null, API_GATEWAY_V2, ServiceProtocol.REST_JSON, methodAndPath(request)));
  }

  private OtherService ofTarget(HttpRequest request, String target) {
    String signed = scope(request);
    String operation = target.substring(target.lastIndexOf('.') + 1);
    return new OtherService(
        catalog.get().byTarget(target).orElse(null),
        signed == null ? target.substring(0, Math.max(target.lastIndexOf('.'), 0)) : signed,
        ServiceProtocol.JSON,
        operation);
  }

  private Optional<OtherService> ofCbor(HttpRequest request) {
    String[] path = cborPath(request);
    return path.length == 0
        ? Optional.empty()
        : Optional.of(
            new OtherService(
                catalog.get().byTarget(path[2] + ".").orElse(null),
                path[2],
                ServiceProtocol.CBOR,
                path[4]));
  }

  private OtherService of(
      HttpRequest request, ServiceMetadata preferred, List<ServiceMetadata> services) {
    String[] cbor = cborPath(request);
    if (cbor.length > 0) {
      ServiceMetadata service =
          services.stream()
              .filter(s -> s.speaks(ServiceProtocol.CBOR))
              .findFirst()
              .orElse(preferred);
      return new OtherService(service, service.signing(), ServiceProtocol.CBOR, cbor[4]);
    }
    String action = first(form(request), "Action");
    Optional<ServiceMetadata> query =
        action == null && !isForm(request)
            ? Optional.empty()
            : services.stream()
                .filter(s -> s.speaks(ServiceProtocol.QUERY) || s.speaks(ServiceProtocol.EC2))
                .findFirst();
    ServiceMetadata service = query.orElseGet(() -> rest(services).orElse(preferred));
    ServiceProtocol protocol =
        service.speaks(ServiceProtocol.QUERY)
            ? ServiceProtocol.QUERY
            : service.protocols().getFirst();
    return new OtherService(
        service, service.signing(), protocol, action == null ? methodAndPath(request) : action);
  }

  /** Returns the service for a request that is no action: one of paths and methods. */
  private static Optional<ServiceMetadata> rest(List<ServiceMetadata> services) {
    return services.stream()
        .filter(s -> s.speaks(ServiceProtocol.REST_JSON) || s.speaks(ServiceProtocol.REST_XML))
        .findFirst();
  }

  /** Returns the service of a host such as {@code bucket.s3.localhost:4566}. */
  private Optional<OtherService> ofHost(HttpRequest request) {
    String authority = request.authority().toLowerCase(Locale.ROOT);
    int colon = authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    for (String domain : DOMAINS) {
      if (host.endsWith(domain)) {
        Optional<OtherService> found =
            ofLabels(request, host.substring(0, host.length() - domain.length()));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Looks for a service in {@code bucket.s3.eu-west-1}: the region is no service. */
  private Optional<OtherService> ofLabels(HttpRequest request, String labels) {
    String name = labels;
    while (!name.isEmpty()) {
      List<ServiceMetadata> services = catalog.get().byHost(name);
      if (!services.isEmpty()) {
        return OWN.contains(services.getFirst().signing())
            ? Optional.empty()
            : Optional.of(of(request, services.getFirst(), services));
      }
      name = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
    return Optional.empty();
  }

  /** Returns the segments of {@code /service/Name/operation/Name}; none of another path. */
  private static String[] cborPath(HttpRequest request) {
    String[] path = request.path().split("/", -1);
    boolean cbor =
        request.headers().contains("smithy-protocol")
            && path.length == 5
            && path[1].equals("service")
            && path[3].equals("operation");
    return cbor ? path : new String[0];
  }

  /**
   * Returns the service in the scope of a signature, in lower case. Reads what {@code
   * RequestSignature} refuses, too: the scopes of other services have other forms.
   */
  private static @Nullable String scope(HttpRequest request) {
    String header = request.headers().get("Authorization");
    if (header == null) {
      Map<String, List<String>> query = QueryString.parse(request.query());
      String credential = first(query, "X-Amz-Credential");
      return credential != null
          ? service(credential)
          : query.containsKey("AWSAccessKeyId") && query.containsKey("Signature") ? S3 : null;
    }
    if (header.startsWith("AWS ")) {
      // Version 2, which only S3 has in this form
      return S3;
    }
    int start = header.indexOf("Credential=");
    if (start < 0) {
      return null;
    }
    int end = header.indexOf(',', start);
    return service(
        header.substring(start + "Credential=".length(), end < 0 ? header.length() : end));
  }

  private static @Nullable String service(String credential) {
    String[] parts = credential.strip().split("/", -1);
    return parts.length < 4 ? null : parts[parts.length - 2].toLowerCase(Locale.ROOT);
  }

  private static boolean isForm(HttpRequest request) {
    return request.headers().first("Content-Type").orElse("").contains("x-www-form-urlencoded");
  }

  /** Returns the parameters of the query and of a form in the body. */
  private static Map<String, List<String>> form(HttpRequest request) {
    Map<String, List<String>> query = QueryString.parse(request.query());
    return query.containsKey("Action") || !isForm(request)
        ? query
        : QueryString.parse(request.bodyText());
  }

  private static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.getFirst();
  }

  private static String methodAndPath(HttpRequest request) {
    return request.method() + " " + request.path();
  }

  /** Returns whether a request has come through a Postern already. */
  static boolean isForwarded(Headers headers) {
    return headers.all("Via").stream().anyMatch(via -> via.contains(Forward.VIA));
  }
}
