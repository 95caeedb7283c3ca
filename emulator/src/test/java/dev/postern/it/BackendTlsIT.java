package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import dev.postern.testing.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.TlsConfig;

/** Tests HTTPS backends: which certificates API Gateway trusts, and which one it presents. */
@ExtendWith(PosternExtension.class)
class BackendTlsIT {
  private final Instant now = Instant.now();
  private final Running postern;

  BackendTlsIT(Running postern) {
    this.postern = postern;
  }

  @Test
  void unknownAuthorityIsANetworkError() {
    try (RawBackend backend = serving(current("localhost"))) {
      TestApi api = api(postern, url(backend), false);

      assertNetworkError(api.get("/dev"));
      assertThat(backend.requests()).isZero();
    }
  }

  @Test
  void unknownAuthorityIsAcceptedOnlyIfVerificationIsSkipped() {
    try (RawBackend backend = serving(current("localhost"))) {
      TestApi lenient = api(postern, url(backend), true);
      TestApi strict = api(postern, url(backend), false);

      HttpResponse first = lenient.get("/dev");
      HttpResponse second = strict.get("/dev");
      HttpResponse third = lenient.get("/dev");

      assertThat(first.status()).isEqualTo(200);
      assertNetworkError(second);
      assertThat(third.status()).isEqualTo(200);
    }
  }

  @Test
  void hostAndDatesAreCheckedEvenIfVerificationIsSkipped() {
    TestCertificate expired =
        TestCertificate.of("localhost", now.minus(Duration.ofDays(2)), now.minusSeconds(60));
    try (RawBackend other = serving(current("other.example"));
        RawBackend old = serving(expired)) {
      assertNetworkError(api(postern, url(other), true).get("/dev"));
      assertNetworkError(api(postern, url(old), true).get("/dev"));
    }
  }

  @Test
  void authoritiesCanBeAdded(@TempDir Path folder) {
    TestCertificate certificate = current("localhost");
    Path file = folder.resolve("ca.pem");
    certificate.write(file);
    try (RawBackend backend = serving(certificate);
        Running own =
            PosternExtension.withOptions(Map.of("backend-ca", file.toAbsolutePath().toString()))) {
      HttpResponse answer = api(own, url(backend), false).get("/dev");

      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void serverGetsItsNameAndTheStagesCertificate(@TempDir Path folder) {
    BlockingQueue<String> names = new LinkedBlockingQueue<>();
    BlockingQueue<String> certificates = new LinkedBlockingQueue<>();
    TestCertificate certificate = current("api.internal.example");
    Path file = folder.resolve("ca.pem");
    certificate.write(file);
    String arn = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/net/nlb/1";
    try (RawBackend backend =
            new RawBackend(
                certificate.sockets(true),
                socket -> {
                  ExtendedSSLSession session =
                      (ExtendedSSLSession) ((SSLSocket) socket).getSession();
                  names.add(
                      ((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName());
                  certificates.add(shown(session));
                  answer(socket);
                });
        Running own =
            PosternExtension.withOptions(
                Map.of(
                    "backend-ca",
                    file.toAbsolutePath().toString(),
                    "vpc-links",
                    arn + "=127.0.0.1:" + backend.port()))) {
      var rest = own.clients().rest();
      String link = rest.createVpcLink(r -> r.name("l").targetArns(arn)).id();
      var generated = rest.generateClientCertificate(r -> {});
      TestApi api = TestApi.create(rest, own.http());
      api.method(
          "GET",
          "/",
          i ->
              i.type(IntegrationType.HTTP_PROXY)
                  .integrationHttpMethod("GET")
                  .uri("https://api.internal.example/x")
                  .connectionType("VPC_LINK")
                  .connectionId(link));
      api.deploy("dev");
      HttpResponse without = api.get("/dev");
      rest.updateStage(r ->
          r.restApiId(api.id())
              .stageName("dev")
              .patchOperations(
                  PatchOperation.builder()
                      .op(Op.REPLACE)
                      .path("/clientCertificateId")
                      .value(generated.clientCertificateId())
                      .build()));

      HttpResponse with = api.get("/dev");

      assertNetworkError(without);
      assertThat(with.status()).isEqualTo(200);
      assertThat(names).containsExactly("api.internal.example");
      assertThat(certificates.remove())
          .isEqualTo(generated.pemEncodedCertificate().replaceAll("-----[A-Z ]+-----|\\s", ""));
      assertThat(backend.takeRequest()).contains("\r\nhost: api.internal.example\r\n");
    }
  }

  private static String shown(ExtendedSSLSession session) throws IOException {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return Base64.getEncoder().encodeToString(chain[0].getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException("no DER form", e);
    }
  }

  private TestCertificate current(String host) {
    return TestCertificate.of(host, now.minusSeconds(60), now.plus(Duration.ofDays(1)));
  }

  private static RawBackend serving(TestCertificate certificate) {
    return new RawBackend(certificate.sockets(false), BackendTlsIT::answer);
  }

  private static void answer(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.UTF_8));
  }

  private static String url(RawBackend backend) {
    return "https://localhost:" + backend.port();
  }

  private static void assertNetworkError(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.bodyText())
        .isEqualTo("{\"message\": \"Network error communicating with endpoint\"}");
  }

  private static TestApi api(Running postern, String uri, boolean unverified) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method(
        "GET",
        "/",
        i ->
            i.type(IntegrationType.HTTP_PROXY)
                .integrationHttpMethod("GET")
                .uri(uri)
                .tlsConfig(TlsConfig.builder().insecureSkipVerification(unverified).build()));
    api.deploy("dev");
    return api;
  }
}
