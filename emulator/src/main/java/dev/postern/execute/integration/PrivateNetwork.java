package dev.postern.execute.integration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The local servers that replace the load balancers behind VPC links.
 *
 * @param targets servers by load balancer ARN, listener ARN or link id
 */
public record PrivateNetwork(Map<String, Target> targets) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public PrivateNetwork {
    targets = Map.copyOf(targets);
  }

  /**
   * A local server.
   *
   * @param tls whether it uses HTTPS; null to use the scheme of the integration's URI
   */
  public record Target(String host, int port, @Nullable Boolean tls) {
    private HttpRoute on(HttpRoute route) {
      HttpAddress named = route.address();
      boolean secure = tls == null ? named.tls() : tls;
      boolean usualPort = named.port() == (named.tls() ? HTTPS : HTTP);
      int namedPort = usualPort ? (secure ? HTTPS : HTTP) : named.port();
      return new HttpRoute(
          new HttpAddress(named.host(), namedPort, secure),
          new HttpAddress(host, port, secure),
          route.skipsVerification(),
          route.keyPair());
    }
  }

  /** Returns the route through the first of these names that has a target. */
  Optional<HttpRoute> route(HttpRoute route, List<String> names) {
    for (String name : names) {
      Target target = targets.get(name);
      if (target != null) {
        return Optional.of(target.on(route));
      }
    }
    return Optional.empty();
  }
}
