package dev.postern.execute.integration;

import dev.postern.execute.live.ClientKeyPair;
import org.jspecify.annotations.Nullable;

/**
 * The route to an HTTP server.
 *
 * @param address name of the server in the {@code Host} header and in its certificate
 * @param via where to connect, or null for the address itself; only host and port are used
 * @param skipsVerification whether to accept any certificate that names the server and is in date
 * @param keyPair client certificate for servers that ask for one, or null
 */
public record HttpRoute(
    HttpAddress address,
    @Nullable HttpAddress via,
    boolean skipsVerification,
    @Nullable ClientKeyPair keyPair) {

  public static HttpRoute to(HttpAddress address) {
    return new HttpRoute(address, null, false, null);
  }

  HttpRoute with(ClientKeyPair newKeyPair) {
    return new HttpRoute(address, via, skipsVerification, newKeyPair);
  }
}
