package dev.postern.control.state;

import software.amazon.awssdk.services.apigateway.model.ClientCertificate;

/**
 * A client certificate with the key that proves it is ours: what a stage shows to HTTPS back ends.
 *
 * @param certificate as GetClientCertificate answers it
 * @param privateKey PKCS #8, PEM; never shown
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
