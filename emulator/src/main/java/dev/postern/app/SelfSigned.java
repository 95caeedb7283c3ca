package dev.postern.app;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificate of the HTTPS port: self-signed, for all local names, valid for a year,
 * new in each run. Made at the first handshake: most runs have none, and the crypto library needs
 * as much memory as the rest of an idle Postern.
 */
final class SelfSigned extends X509ExtendedKeyManager {
  private static final String ALIAS = "postern";
  private static final String KEY_TYPE = "EC";
  private final FutureTask<Entry> entry;

  /** A key and its certificate. */
  record Entry(PrivateKey key, X509Certificate certificate) {}

  SelfSigned(InstantSource clock) {
    this.entry = new FutureTask<>(() -> ServerCertificateMaker.make(KEY_TYPE, clock.instant()));
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
}
