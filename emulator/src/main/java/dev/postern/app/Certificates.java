package dev.postern.app;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.StringWriter;
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
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the certificate of the HTTPS port: self-signed, for all local names, valid for a year, new
 * at each start.
 */
final class Certificates {
  private static final List<String> NAMES =
      List.of(
          "localhost",
          "*.localhost",
          "*.execute-api.localhost",
          "localhost.localstack.cloud",
          "*.localhost.localstack.cloud",
          "*.execute-api.localhost.localstack.cloud");

  private Certificates() {}

  static PemKeyCertOptions selfSigned(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=Postern");
      X509CertificateHolder certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(64, new SecureRandom()),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(Duration.ofDays(365))),
                  name,
                  keys.getPublic())
              .addExtension(Extension.subjectAlternativeName, false, alternativeNames())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return new PemKeyCertOptions()
          .setKeyValue(pem(new JcaPKCS8Generator(keys.getPrivate(), null)))
          .setCertValue(pem(certificate));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no self-signed certificate could be made", e);
    }
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

  private static Buffer pem(Object thing) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(thing);
    }
    return Buffer.buffer(text.toString());
  }
}
