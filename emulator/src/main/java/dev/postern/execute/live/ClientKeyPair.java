package dev.postern.execute.live;

/**
 * A client certificate and its key, with which a stage identifies API Gateway to HTTPS backends.
 *
 * @param certificate in PEM
 * @param privateKey PKCS #8 in PEM
 */
public record ClientKeyPair(String certificate, String privateKey) {
  @Override
  public String toString() {
    return "ClientKeyPair";
  }
}
