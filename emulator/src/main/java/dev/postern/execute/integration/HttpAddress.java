package dev.postern.execute.integration;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an HTTP server is.
 *
 * @param host name or address; an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param tls whether to speak HTTPS
 */
public record HttpAddress(String host, int port, boolean tls) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public HttpAddress {
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
  }

  /** The server of a URL; empty when it is no http or https URL with a host. */
  public static Optional<HttpAddress> of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if ((!tls && !scheme.equals("http")) || url.getHost() == null || url.getPort() > 65_535) {
      return Optional.empty();
    }
    int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS : HTTP;
    return Optional.of(new HttpAddress(url.getHost(), port, tls));
  }

  /** As in a {@code Host} header: without the port that goes without saying. */
  public String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (tls ? HTTPS : HTTP) ? name : name + ":" + port;
  }

  /** {@code http://localhost:8080}. */
  public String origin() {
    return (tls ? "https://" : "http://") + authority();
  }
}
