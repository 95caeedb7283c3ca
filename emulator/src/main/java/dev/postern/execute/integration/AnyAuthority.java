package dev.postern.execute.integration;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * A trust manager that accepts certificates of any authority, for {@code insecureSkipVerification}.
 * They must be in date. The JDK checks that they name the server.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TlsConfig.html">TlsConfig</a>
 */
final class AnyAuthority implements X509TrustManager {
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    for (X509Certificate certificate : chain) {
      certificate.checkValidity();
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("backends only are verified here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
