package dev.postern.execute.integration;

import dev.postern.execute.live.ClientKeyPair;
import org.jspecify.annotations.Nullable;

/**
 * How an HTTP server is reached.
 *
 * @param address as the server is called: in the {@code Host} header, and when it proves who it is
 * @param via where the connection goes, or null for the address itself; of it, only host and port
 * @param skipsVerification whether any certificate that names the server and is in date will do
 * @param keyPair shown to servers that ask, or null
 */
public record HttpRoute(
    HttpAddress address,
    @Nullable HttpAddress via,
    boolean skipsVerification,
    @Nullable ClientKeyPair keyPair) {

  static HttpRoute to(HttpAddress address) {
    return new HttpRoute(address, null, false, null);
  }

  HttpRoute with(ClientKeyPair newKeyPair) {
    return new HttpRoute(address, via, skipsVerification, newKeyPair);
  }
}
