package dev.postern.app;

import dev.postern.app.SelfSigned.Entry;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the certificate of the HTTPS port. A class of its own, since the JVM would load the crypto
 * library at each start to verify {@link SelfSigned}.
 */
final class ServerCertificateMaker {
  private static final List<String> NAMES =
      List.of(
          "localhost",
          "*.localhost",
          "*.execute-api.localhost",
          "localhost.localstack.cloud",
          "*.localhost.localstack.cloud",
          "*.execute-api.localhost.localstack.cloud");

  private ServerCertificateMaker() {}

  static Entry make(String keyType, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    X500Name name = new X500Name("CN=Postern");
    JcaX509v3CertificateBuilder certificate =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(64, new SecureRandom()),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(365))),
            name,
            keys.getPublic());
    certificate.addExtension(Extension.subjectAlternativeName, false, alternativeNames());
    return new Entry(
        keys.getPrivate(),
        new JcaX509CertificateConverter()
            .getCertificate(
                certificate.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
  }

  private static GeneralNames alternativeNames() {
    GeneralName[] names = new GeneralName[NAMES.size() + 2];
    for (int i = 0; i < NAMES.size(); i++) {
      names[i] = new GeneralName(GeneralName.dNSName, NAMES.get(i));
    }
    names[NAMES.size()] = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    names[NAMES.size() + 1] = new GeneralName(GeneralName.iPAddress, "::1");
    return new GeneralNames(names);
  }
}
