package dev.postern.app;

import dev.postern.auth.Credentials;
import dev.postern.execute.integration.AssumedRoles;
import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.HttpBackend;
import dev.postern.wire.Upstreams;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the AWS services that Postern does not have, for integrations and for clients.
 * All but one are variables that the AWS SDKs read too.
 *
 * @param endpoints by variable, such as {@code AWS_ENDPOINT_URL_SQS}
 * @param upstream for services without a variable of their own
 * @param general {@code AWS_ENDPOINT_URL}; it may be Postern itself, set for the user's own calls
 * @param credentials empty for such that name the API's account
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
 *     Service-specific endpoints</a>
 */
record ServiceSettings(
    Map<String, URI> endpoints,
    Optional<URI> upstream,
    Optional<URI> general,
    Optional<Credentials> credentials) {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final String SERVICE_ENDPOINT = "AWS_ENDPOINT_URL_";

  /** Services that Postern is: clients set their variables, too. */
  private static final Set<String> OWN = Set.of("API_GATEWAY", "LAMBDA");

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
              "Where an AWS service is that Postern is not, such as `AWS_ENDPOINT_URL_SQS`, for"
                  + " integrations and for requests to Postern; the names are those of the AWS SDKs, so Step Functions is `_SFN`, EventBridge"
                  + " `_EVENTBRIDGE`."),
          new Variable(
              ENDPOINT,
              "The same as `--upstream`, which wins over it; ignored if it is Postern's own"
                  + " address."),
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
   * @param upstream as it is set
   * @throws Setting.WrongSetting one line that names the variable
   */
  static ServiceSettings read(Map<String, String> environment, Optional<URI> upstream) {
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
        upstream,
        general == null || general.isBlank()
            ? Optional.empty()
            : Optional.of(url(ENDPOINT, general)),
        credentials(
            environment.get("AWS_ACCESS_KEY_ID"),
            environment.get("AWS_SECRET_ACCESS_KEY"),
            environment.get("AWS_SESSION_TOKEN")));
  }

  /**
   * Returns the same without addresses that are Postern's own: users set the variables to Postern
   * for their own calls.
   *
   * @param port on which Postern listens
   * @throws Setting.WrongSetting if the upstream is Postern
   */
  Upstreams upstreams(Settings settings, int port) {
    Map<String, URI> others = new TreeMap<>(endpoints);
    others.values().removeIf(url -> isPostern(url, settings, port));
    if (upstream.filter(url -> isPostern(url, settings, port)).isPresent()) {
      throw new Setting.WrongSetting(
          "%s (%s): %s is Postern's own address"
              .formatted(Setting.UPSTREAM.variable(), Setting.UPSTREAM.option(), upstream.get()));
    }
    return new Upstreams(
        others,
        upstream.or(() -> general.filter(url -> !isPostern(url, settings, port))).orElse(null));
  }

  /** The services, called by this client. */
  AwsServices reachedBy(HttpBackend http, InstantSource clock, Upstreams upstreams) {
    return new AwsServices(
        http,
        new AssumedRoles(http, clock),
        upstreams.endpoints(),
        upstreams.general(),
        credentials.orElse(null));
  }

  /** Returns one line that says what goes where; empty if Postern sends on nothing. */
  static Optional<String> described(Upstreams upstreams) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(upstreams.endpoints())
        .forEach((variable, url) -> {
          String service = variable.substring(SERVICE_ENDPOINT.length());
          if (!OWN.contains(service)) {
            parts.add(service + " to " + url);
          }
        });
    if (upstreams.general() != null) {
      parts.add("all" + (parts.isEmpty() ? "" : " others") + " to " + upstreams.general());
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("Other services: " + String.join(", ", parts));
  }

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
      return SettingValues.url(text);
    } catch (IllegalArgumentException e) {
      throw new Setting.WrongSetting("%s: \"%s\" %s".formatted(variable, text, e.getMessage()));
    }
  }

  private static Optional<Credentials> credentials(
      @Nullable String keyId, @Nullable String secret, @Nullable String token) {
    return keyId == null || secret == null || keyId.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Credentials(keyId, secret, token == null || token.isEmpty() ? null : token));
  }
}
