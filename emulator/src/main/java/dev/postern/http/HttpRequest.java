package dev.postern.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was received, with its complete body.
 *
 * @param method verb in capitals
 * @param scheme {@code http} or {@code https}
 * @param authority Host header or HTTP/2 authority, with the port if it was sent, {@code ""} if
 *     none
 * @param path raw: percent-encoded as sent, starts with a slash
 * @param query raw, without the question mark, {@code ""} if none
 * @param headers as sent
 * @param body shared, not copied: nobody may write into it
 * @param remoteAddress IP address of the peer, as text
 * @param tls negotiated TLS parameters; null without TLS
 */
public record HttpRequest(
    String method,
    String scheme,
    String authority,
    String path,
    String query,
    Headers headers,
    byte[] body,
    String remoteAddress,
    @Nullable TlsSession tls) {

  /** Makes a request that was received without TLS. */
  public HttpRequest(
      String method,
      String scheme,
      String authority,
      String path,
      String query,
      Headers headers,
      byte[] body,
      String remoteAddress) {
    this(method, scheme, authority, path, query, headers, body, remoteAddress, null);
  }

  /**
   * The negotiated TLS parameters.
   *
   * @param version such as {@code TLSv1.3}
   * @param cipherSuite such as {@code TLS_AES_128_GCM_SHA256}
   */
  public record TlsSession(String version, String cipherSuite) {}

  /** Returns the body as UTF-8 text; invalid bytes become U+FFFD. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public HttpRequest withBody(byte[] newBody) {
    return new HttpRequest(
        method, scheme, authority, path, query, headers, newBody, remoteAddress, tls);
  }

  public HttpRequest withMethod(String newMethod) {
    return new HttpRequest(
        newMethod, scheme, authority, path, query, headers, body, remoteAddress, tls);
  }
}
