package dev.postern.execute.live;

import java.util.List;
import java.util.Map;

/**
 * The resources of an account, other than its APIs, that requests use.
 *
 * @param clientCertificates by id
 * @param vpcLinks target ARNs of each VPC link, by the link's id
 */
public record LiveAccount(
    Map<String, ClientKeyPair> clientCertificates, Map<String, List<String>> vpcLinks) {
  public static final LiveAccount EMPTY = new LiveAccount(Map.of(), Map.of());

  public LiveAccount {
    clientCertificates = Map.copyOf(clientCertificates);
    vpcLinks = Map.copyOf(vpcLinks);
  }
}
