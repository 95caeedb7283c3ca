package dev.postern.deploy.target;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The parsed URI of an HTTP integration, with stage variables substituted.
 *
 * @param pathAndQuery may have placeholders; starts with a slash
 */
public record HttpUri(boolean tls, String host, int port, String pathAndQuery) {

  /** Parses a URI; empty if it names no host. Placeholders are allowed only after the host. */
  public static Optional<HttpUri> parse(String uri) {
    int authority = uri.indexOf("://") + 3;
    if (authority < 3) {
      return Optional.empty();
    }
    int end = authority;
    while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    boolean tls;
    switch (uri.substring(0, authority - 3).toLowerCase(Locale.ROOT)) {
      case "http" -> tls = false;
      case "https" -> tls = true;
      default -> {
        return Optional.empty();
      }
    }
    try {
      URI server = new URI(uri.substring(0, end)).parseServerAuthority();
      if (server.getHost() == null) {
        return Optional.empty();
      }
      int port = server.getPort() > 0 ? server.getPort() : tls ? 443 : 80;
      return Optional.of(new HttpUri(tls, server.getHost(), port, rest(uri.substring(end))));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static String rest(String rest) {
    int fragment = rest.indexOf('#');
    String kept = fragment < 0 ? rest : rest.substring(0, fragment);
    return kept.startsWith("/") ? kept : "/" + kept;
  }
}
