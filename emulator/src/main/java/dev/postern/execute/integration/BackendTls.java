package dev.postern.execute.integration;

import dev.postern.execute.live.ClientKeyPair;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS options for HTTPS backends: whom to trust and the client certificate. Created on first use.
 * Equal options are one object, because connections are pooled by it. Safe from any thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-supported-certificate-authorities-for-http-endpoints.html">
 *     API Gateway-supported certificate authorities for HTTP and HTTP proxy integrations</a>
 */
public final class BackendTls {
  private static final String HTTPS = "HTTPS";

  private final List<X509Certificate> authorities;
  private final Map<Kind, ClientSSLOptions> made = new ConcurrentHashMap<>();

  /**
   * Creates options that trust the JDK's authorities and some more.
   *
   * @param authorities certificates of further authorities
   */
  public BackendTls(List<X509Certificate> authorities) {
    this.authorities = List.copyOf(authorities);
  }

  private record Kind(boolean skipsVerification, @Nullable ClientKeyPair keyPair) {}

  public ClientSSLOptions options(HttpRoute route) {
    return made.computeIfAbsent(new Kind(route.skipsVerification(), route.keyPair()), this::make);
  }

  private ClientSSLOptions make(Kind kind) {
    ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm(HTTPS);
    if (kind.skipsVerification()) {
      options.setTrustOptions(TrustOptions.wrap(new AnyAuthority()));
    } else if (!authorities.isEmpty()) {
      options.setTrustOptions(TrustOptions.wrap(enlarged()));
    }
    if (kind.keyPair() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertValue(Buffer.buffer(kind.keyPair().certificate()))
              .addKeyValue(Buffer.buffer(kind.keyPair().privateKey())));
    }
    return options;
  }

  private TrustManager enlarged() {
    try {
      List<X509Certificate> all = new ArrayList<>(authorities);
      all.addAll(List.of(trusting(null).getAcceptedIssuers()));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry(Integer.toString(i), all.get(i));
      }
      return trusting(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK's own authorities could not be read", e);
    }
  }

  /** Returns a manager that trusts the store; null is the JDK's own store. */
  private static X509TrustManager trusting(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new IllegalStateException("every JDK has X.509 trust managers");
  }
}
