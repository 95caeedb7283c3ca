package dev.postern.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.ClientCertificateIssuer.Issued;
import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ClientCertificateMakerTest {
  private static final Instant FROM = Instant.parse("2026-03-10T05:16:23Z");
  private static final Instant UNTIL = Instant.parse("2027-03-10T05:16:23Z");

  private final Issued issued = ClientCertificateMaker.issue(FROM, UNTIL);

  private X509Certificate certificate() throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(issued.certificate().getBytes(US_ASCII)));
  }

  @Test
  void certificateLooksLikeApiGateways() throws Exception {
    X509Certificate certificate = certificate();

    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=ApiGateway,L=Seattle,C=US");
    assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(FROM);
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(UNTIL);
    assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
        .isEqualTo(2_048);
  }

  @Test
  void keyBelongsToTheCertificate() throws Exception {
    String base64 = issued.privateKey().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    byte[] message = {1, 2, 3};

    Signature signing = Signature.getInstance("SHA256withRSA");
    signing.initSign(
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64))));
    signing.update(message);
    Signature verifying = Signature.getInstance("SHA256withRSA");
    verifying.initVerify(certificate());
    verifying.update(message);

    assertThat(verifying.verify(signing.sign())).isTrue();
    assertThat(issued.toString()).doesNotContain("KEY");
  }
}
