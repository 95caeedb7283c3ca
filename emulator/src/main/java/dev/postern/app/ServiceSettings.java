package dev.postern.app;

import dev.postern.auth.Credentials;
import dev.postern.execute.integration.AssumedRoles;
import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.HttpAddress;
import dev.postern.execute.integration.HttpBackend;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the AWS services are that APIs call, and as whom: in the variables that the AWS SDKs read
 * too.
 *
 * @param endpoints by variable, such as {@code AWS_ENDPOINT_URL_SQS}
 * @param general {@code AWS_ENDPOINT_URL}; it may be Postern itself, set for the user's own calls
 * @param credentials empty for such that name the API's account
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     Service-specific endpoints</a>
 */
record ServiceSettings(
    Map<String, URI> endpoints, Optional<URI> general, Optional<Credentials> credentials) {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final String SERVICE_ENDPOINT = "AWS_ENDPOINT_URL_";
  private static final String IGNORED = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

  /**
   * A variable that is read, and is no option.
   *
   * @param name with {@code {SERVICE}} for any service
   * @param description one sentence
   */
  record Variable(String name, String description) {}

  /** In the order of the README. */
  static final List<Variable> VARIABLES =
      List.of(
          new Variable(
              "AWS_ENDPOINT_URL_{SERVICE}",
              "Where integrations reach an AWS service, such as `AWS_ENDPOINT_URL_SQS`; the names"
                  + " are those of the AWS SDKs, so Step Functions is `_SFN`, EventBridge"
                  + " `_EVENTBRIDGE`."),
          new Variable(
              ENDPOINT,
              "The same for all services without a variable of their own, unless it is Postern's"
                  + " own address."),
          new Variable(
              IGNORED, "`true` for an environment whose endpoints are not meant for Postern."),
          new Variable(
              "AWS_ACCESS_KEY_ID",
              "With `AWS_SECRET_ACCESS_KEY` and, if need be, `AWS_SESSION_TOKEN`: what requests to"
                  + " these services are signed with; by default a key of the API's account."));

  ServiceSettings {
    endpoints = Map.copyOf(endpoints);
  }

  /**
   * Reads the variables.
   *
   * @throws Setting.WrongSetting one line that names the variable
   */
  static ServiceSettings read(Map<String, String> environment) {
    Map<String, URI> endpoints = new LinkedHashMap<>();
    boolean ignored = "true".equalsIgnoreCase(environment.get(IGNORED));
    environment.forEach((name, value) -> {
      if (!ignored && name.startsWith(SERVICE_ENDPOINT) && !value.isBlank()) {
        endpoints.put(name, url(name, value));
      }
    });
    String general = ignored ? null : environment.get(ENDPOINT);
    return new ServiceSettings(
        endpoints,
        general == null || general.isBlank()
            ? Optional.empty()
            : Optional.of(url(ENDPOINT, general)),
        credentials(
            environment.get("AWS_ACCESS_KEY_ID"),
            environment.get("AWS_SECRET_ACCESS_KEY"),
            environment.get("AWS_SESSION_TOKEN")));
  }

  /**
   * The services, called by this client.
   *
   * @param port on which Postern listens
   */
  AwsServices reachedBy(HttpBackend http, InstantSource clock, Settings settings, int port) {
    return new AwsServices(
        http,
        new AssumedRoles(http, clock),
        endpoints,
        general.filter(url -> !isPostern(url, settings, port)).orElse(null),
        credentials.orElse(null));
  }

  /** Users set {@code AWS_ENDPOINT_URL} to Postern for their own calls. */
  private static boolean isPostern(URI url, Settings settings, int port) {
    boolean ownPort =
        url.getPort() == port
            || settings.tlsPort().stream().anyMatch(tlsPort -> tlsPort == url.getPort());
    String host = url.getHost();
    return ownPort
        && (host.equals(settings.host())
            || host.equals("localhost")
            || host.endsWith(".localhost")
            || host.equals("[::1]")
            || host.equals("0.0.0.0")
            || host.startsWith("127."));
  }

  private static URI url(String variable, String text) {
    try {
      URI url = new URI(text.strip());
      if (HttpAddress.of(url).isPresent()) {
        return url;
      }
    } catch (URISyntaxException _) {
      throw noUrl(variable, text);
    }
    throw noUrl(variable, text);
  }

  private static Setting.WrongSetting noUrl(String variable, String text) {
    return new Setting.WrongSetting("%s: \"%s\" is no http or https URL".formatted(variable, text));
  }

  private static Optional<Credentials> credentials(
      @Nullable String keyId, @Nullable String secret, @Nullable String token) {
    return keyId == null || secret == null || keyId.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Credentials(keyId, secret, token == null || token.isEmpty() ? null : token));
  }
}
