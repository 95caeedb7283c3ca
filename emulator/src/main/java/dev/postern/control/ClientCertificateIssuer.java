package dev.postern.control;

import java.time.Instant;

/**
 * Issues client certificates. An interface, because an implementation needs randomness and a
 * library that is not loaded at start-up.
 */
public interface ClientCertificateIssuer {
  /** Generates a key pair and a self-signed certificate. May be slow; safe from any thread. */
  Issued issue(Instant from, Instant until);

  /**
   * A private key with its certificate.
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
