package dev.postern.control;

import java.time.Instant;

/** Makes key pairs and certificates: what needs chance, and a library that start-up is without. */
public interface ClientCertificateIssuer {
  /**
   * A new key with a certificate for it, signed by itself. May take a while; safe from any thread.
   */
  Issued issue(Instant from, Instant until);

  /**
   * A key with its certificate.
   *
   * @param certificate X.509, PEM
   * @param privateKey PKCS #8, PEM
   */
  record Issued(String certificate, String privateKey) {
    @Override
    public String toString() {
      return "Issued[]";
    }
  }
}
