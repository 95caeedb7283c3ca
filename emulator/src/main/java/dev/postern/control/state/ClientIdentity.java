package dev.postern.control.state;

import software.amazon.awssdk.services.apigateway.model.ClientCertificate;

/**
 * A client certificate with its private key. A stage authenticates with it to HTTPS backends.
 *
 * @param certificate as GetClientCertificate returns it
 * @param privateKey PKCS #8, PEM; never returned to a client
 */
public record ClientIdentity(ClientCertificate certificate, String privateKey) {
  public ClientIdentity withCertificate(ClientCertificate newCertificate) {
    return new ClientIdentity(newCertificate, privateKey);
  }

  @Override
  public String toString() {
    return "ClientIdentity[" + certificate.clientCertificateId() + "]";
  }
}
