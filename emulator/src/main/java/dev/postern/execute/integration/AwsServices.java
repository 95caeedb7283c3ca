package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import dev.postern.auth.RequestSigner;
import dev.postern.aws.Caller;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The AWS services that integrations may call: their endpoints as the user configured them, and the
 * credentials. Never falls back to AWS itself.
 */
public final class AwsServices {
  /** Compiled when the first integration needs them, to keep the start fast. */
  private static final class Names {
    static final Pattern CALLER = Pattern.compile("arn:[^:]+:iam::\\*:user/\\*");
    static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::\\d{12}:role/.+");
    static final ServiceName STS = ServiceName.of("sts");
  }

  private final HttpBackend backend;
  private final AssumedRoles roles;
  private final Map<String, URI> endpoints;
  private final @Nullable URI general;
  private final @Nullable Credentials own;

  /**
   * Creates the services from the settings.
   *
   * @param endpoints endpoint URLs by the SDKs' variable, such as {@code AWS_ENDPOINT_URL_SQS}
   * @param general endpoint for services without a variable of their own, or null
   * @param own Postern's own credentials; null for credentials that name the API's account
   */
  public AwsServices(
      HttpBackend backend,
      AssumedRoles roles,
      Map<String, URI> endpoints,
      @Nullable URI general,
      @Nullable Credentials own) {
    this.backend = backend;
    this.roles = roles;
    this.endpoints = Map.copyOf(endpoints);
    this.general = general;
    this.own = own;
  }

  /**
   * Returns the integration with a service, or empty if no endpoint is configured for it.
   *
   * @param credentials the integration's credentials: a role, or the caller's
   * @throws GatewayException if the credentials are neither
   */
  public Optional<ServiceIntegration> integration(
      ServiceName service, String region, String credentials, Caller owner) {
    return endpoint(service, region)
        .map(endpoint ->
            new ServiceIntegration(
                backend,
                endpoint,
                source(credentials, region, owner),
                service.types(),
                service.query()));
  }

  private Optional<ServiceEndpoint> endpoint(ServiceName service, String region) {
    URI url =
        service.variables().stream()
            .map(endpoints::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(general);
    if (url == null) {
      return Optional.empty();
    }
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return HttpAddress.of(url)
        .map(address ->
            new ServiceEndpoint(address, basePath, new RequestSigner(service.signing(), region)));
  }

  /**
   * Returns whose credentials sign. Postern's own replace the caller's, whose secret is unknown.
   */
  private CredentialSource source(String credentials, String region, Caller owner) {
    // Emulators take an access key id of twelve digits as the account id, as Postern does.
    Credentials postern =
        own == null ? new Credentials(owner.account().value(), "postern", null) : own;
    CompletableFuture<Credentials> ready = CompletableFuture.completedFuture(postern);
    if (Names.CALLER.matcher(credentials).matches()) {
      return () -> ready;
    }
    if (!Names.ROLE.matcher(credentials).matches()) {
      throw GatewayErrors.roleNotAssumed(credentials, "it is the ARN of no role");
    }
    return endpoint(Names.STS, region)
        .map(sts -> roles.of(credentials, sts, postern))
        .orElse(() -> ready);
  }
}
