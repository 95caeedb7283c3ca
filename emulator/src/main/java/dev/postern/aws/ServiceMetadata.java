package dev.postern.aws;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a service in the SDKs' models: its names and its protocols, without operations.
 *
 * @param id the service id, such as {@code SFN} or {@code CloudWatch Logs}
 * @param host name in the service's host name and in integration URIs, such as {@code states} or
 *     {@code streams.dynamodb}
 * @param signing name in the credential scope of a signature
 * @param protocols the service's own first; never empty
 * @param jsonVersion of {@code application/x-amz-json-1.1}, such as {@code 1.1}; null without JSON
 * @param targetPrefix prefix of an operation in {@code X-Amz-Target}; null without JSON
 * @param version date of the API, the {@code Version} of the query protocol
 * @param namespace of the query protocol's XML; null without it
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
public record ServiceMetadata(
    String id,
    String host,
    String signing,
    List<ServiceProtocol> protocols,
    @Nullable String jsonVersion,
    @Nullable String targetPrefix,
    String version,
    @Nullable String namespace) {

  private static final String VARIABLE = "AWS_ENDPOINT_URL_";

  public ServiceMetadata {
    protocols = List.copyOf(protocols);
  }

  /**
   * Returns the variable from which the SDKs read the service's endpoint, such as {@code
   * AWS_ENDPOINT_URL_SFN}.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html">Identifiers
   *     for service-specific endpoints</a>
   */
  public String variable() {
    return variableOf(id);
  }

  /** Returns the variable of a service that is in no table, named for its host. */
  public static String variableOf(String name) {
    return VARIABLE + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** Returns whether the service speaks a protocol. */
  public boolean speaks(ServiceProtocol protocol) {
    return protocols.contains(protocol);
  }

  /** Returns the media type of the JSON protocol, such as {@code application/x-amz-json-1.1}. */
  public String jsonMediaType() {
    return "application/x-amz-json-" + (jsonVersion == null ? "1.1" : jsonVersion);
  }
}
