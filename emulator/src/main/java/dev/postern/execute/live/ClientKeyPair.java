package dev.postern.execute.live;

/**
 * A client certificate and its key: how a stage proves to HTTPS backends that it is API Gateway.
 *
 * @param certificate PEM
 * @param privateKey PKCS #8, PEM
 */
public record ClientKeyPair(String certificate, String privateKey) {
  @Override
  public String toString() {
    return "ClientKeyPair";
  }
}
