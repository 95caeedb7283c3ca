package dev.postern.execute.integration;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The address of an HTTP server.
 *
 * @param host name or IP address; an IPv6 address without brackets
 * @param port 1 to 65535
 * @param tls whether the server uses HTTPS
 */
public record HttpAddress(String host, int port, boolean tls) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public HttpAddress {
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
  }

  /** Returns the server of a URL, or empty if it is no http or https URL with a host. */
  public static Optional<HttpAddress> of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if ((!tls && !scheme.equals("http")) || url.getHost() == null || url.getPort() > 65_535) {
      return Optional.empty();
    }
    int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS : HTTP;
    return Optional.of(new HttpAddress(url.getHost(), port, tls));
  }

  /** Returns the value of a {@code Host} header: without the scheme's default port. */
  public String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
  }

  /** Returns the origin, such as {@code http://localhost:8080}. */
  public String origin() {
    return (tls ? "https://" : "http://") + authority();
  }
}
