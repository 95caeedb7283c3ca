package dev.postern.app;

import dev.postern.control.ClientCertificateIssuer.Issued;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes client certificates like API Gateway's: RSA keys of 2048 bits, self-signed, all with the
 * same name.
 */
final class ClientCertificateMaker {
  private static final int KEY_BITS = 2_048;
  private static final int SERIAL_BITS = 63;

  private ClientCertificateMaker() {}

  static Issued issue(Instant from, Instant until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      KeyPair keys = generator.generateKeyPair();
      return new Issued(
          pem("CERTIFICATE", certificate(keys, from, until).getEncoded()),
          pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private static X509Certificate certificate(KeyPair keys, Instant from, Instant until)
      throws GeneralSecurityException, OperatorCreationException {
    X500Name name = new X500Name("C=US,L=Seattle,CN=ApiGateway");
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(SERIAL_BITS, new SecureRandom()),
                    Date.from(from),
                    Date.from(until),
                    name,
                    keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
  }

  private static String pem(String label, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----".formatted(label, lines, label);
  }
}
