package dev.postern.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.Headers;
import dev.postern.http.QueryString;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Compares signatures of random requests with those of the AWS SDK's own signer. */
class RequestSignerProperties {
  private static final Instant NOW = Instant.parse("2026-03-10T05:16:23Z");
  private static final List<String> PIECES =
      List.of("a", "B7", "-._~", " ", "+", "/", "%", "é", "日本", "=&", "*'()", "a:b@c", "..", ".");
  private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD");

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void signsAsTheSdkDoes(long seed) {
    Random random = new Random(seed);
    String service = random.nextBoolean() ? "s3" : "states";
    String method = METHODS.get(random.nextInt(METHODS.size()));
    String target = path(random) + query(random);
    byte[] body = text(random).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Credentials credentials =
        new Credentials("AKID", "secret", random.nextBoolean() ? "token+/=" : null);
    Headers headers =
        Headers.of(
            "Host", "localhost:4570",
            "Content-Type", "application/json",
            "X-Amzn-Trace-Id", "Root=1-2-3",
            "X-Many", "  a   b ",
            "User-Agent", "AmazonAPIGateway_a1");

    Headers signed =
        new RequestSigner(service, "eu-west-1")
            .sign(method, target, headers, body, credentials, NOW);

    assertThat(signed.get("Authorization"))
        .as("%s %s %s", service, method, target)
        .isEqualTo(bySdk(service, method, target, headers, body, credentials));
  }

  private static String bySdk(
      String service,
      String method,
      String target,
      Headers headers,
      byte[] body,
      Credentials credentials) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(URI.create("http://localhost:4570" + target));
    headers.forEach(request::appendHeader);
    String token = credentials.sessionToken();
    AwsCredentialsIdentity identity =
        token == null
            ? AwsCredentialsIdentity.create("AKID", "secret")
            : AwsSessionCredentialsIdentity.create("AKID", "secret", token);
    boolean s3 = service.equals("s3");
    return AwsV4HttpSigner.create()
        .sign(signing ->
            signing
                .identity(identity)
                .request(request.build())
                .payload(() -> new ByteArrayInputStream(body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request()
        .firstMatchingHeader("Authorization")
        .orElseThrow();
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    int segments = 1 + random.nextInt(4);
    for (int i = 0; i < segments; i++) {
      path.append('/').append(QueryString.encode(text(random)));
    }
    return path.toString();
  }

  private static String query(Random random) {
    StringBuilder query = new StringBuilder();
    int parameters = random.nextInt(4);
    for (int i = 0; i < parameters; i++) {
      query
          .append(i == 0 ? '?' : '&')
          .append(QueryString.encode("p" + text(random)))
          .append('=')
          .append(QueryString.encode(text(random)));
    }
    return query.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(4);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
