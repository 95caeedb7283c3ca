package dev.postern.execute.live;

import java.util.List;
import java.util.Map;

/**
 * What an account has beside its APIs, as requests see it.
 *
 * @param clientCertificates by id
 * @param vpcLinks the ARNs that a link leads to, by the link's id
 */
public record LiveAccount(
    Map<String, ClientKeyPair> clientCertificates, Map<String, List<String>> vpcLinks) {
  public static final LiveAccount EMPTY = new LiveAccount(Map.of(), Map.of());

  public LiveAccount {
    clientCertificates = Map.copyOf(clientCertificates);
    vpcLinks = Map.copyOf(vpcLinks);
  }
}
