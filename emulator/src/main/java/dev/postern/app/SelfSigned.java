package dev.postern.app;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificate of the HTTPS port: self-signed, for all local names, valid for a year,
 * new in each run. Made at the first handshake: most runs never have one, and what makes it weighs
 * as much as the rest of Postern at rest.
 */
final class SelfSigned extends X509ExtendedKeyManager {
  private static final String ALIAS = "postern";
  private static final String KEY_TYPE = "EC";
  private static final List<String> NAMES =
      List.of(
          "localhost",
          "*.localhost",
          "*.execute-api.localhost",
          "localhost.localstack.cloud",
          "*.localhost.localstack.cloud",
          "*.execute-api.localhost.localstack.cloud");

  private final FutureTask<Entry> entry;

  private record Entry(PrivateKey key, X509Certificate certificate) {}

  SelfSigned(InstantSource clock) {
    this.entry = new FutureTask<>(() -> make(clock.instant()));
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keyType.equals(KEY_TYPE) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keyType.equals(KEY_TYPE) ? ALIAS : null;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return keyType.equals(KEY_TYPE) ? new String[] {ALIAS} : new String[0];
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {entry().certificate()};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return entry().key();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  private Entry entry() {
    entry.run();
    return entry.resultNow();
  }

  private static Entry make(Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(KEY_TYPE);
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
