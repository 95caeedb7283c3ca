package dev.postern.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.auth.SignatureVerifier.Fault;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SignatureVerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-10T05:16:23Z");
  private static final Credentials KEY = new Credentials("AKID", "secret", null);
  private static final String HOST = "a1.execute-api.localhost:4566";
  private static final Headers HEADERS =
      Headers.of("Host", HOST, "Content-Type", "application/json", "X-Many", "  a   b ");
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private final SignatureVerifier verifier = new SignatureVerifier("execute-api");

  @ParameterizedTest
  @ValueSource(strings = {"/dev/pets", "/dev/a%20b/c%2Fd?y=2&x=1&x=0", "/", "/dev//a?q", "/dev/é"})
  void signedRequestIsAccepted(String target) {
    assertThat(fault(signed("POST", target, BODY), NOW)).isNull();
  }

  @Test
  void anyOtherRequestHasAnotherSignature() {
    HttpRequest signed = signed("POST", "/dev/pets?x=1", BODY);

    assertThat(fault(signed.withBody("{ }".getBytes(UTF_8)), NOW)).isEqualTo(Fault.MISMATCH);
    assertThat(fault(signed.withMethod("PUT"), NOW)).isEqualTo(Fault.MISMATCH);
    assertThat(fault(request("POST", "/dev/pets?x=2", signed.headers(), BODY), NOW))
        .isEqualTo(Fault.MISMATCH);
    assertThat(fault(request("POST", "/dev/toys?x=1", signed.headers(), BODY), NOW))
        .isEqualTo(Fault.MISMATCH);
    Headers tampered = signed.headers().toBuilder().set("Content-Type", "text/plain").build();
    assertThat(fault(request("POST", "/dev/pets?x=1", tampered, BODY), NOW))
        .isEqualTo(Fault.MISMATCH);
    Headers added = signed.headers().plus("X-Unsigned", "1");
    assertThat(fault(request("POST", "/dev/pets?x=1", added, BODY), NOW)).isNull();
  }

  @Test
  void anotherSecretIsAMismatch() {
    HttpRequest signed = signed("GET", "/dev", BODY);

    assertThat(
            verifier.verify(
                signed,
                RequestSignature.of(signed).orElseThrow(),
                new Credentials("AKID", "other", null),
                "eu-west-1",
                NOW))
        .isEqualTo(Fault.MISMATCH);
  }

  @ParameterizedTest
  @CsvSource({"-301, DATE", "-300, ", "0, ", "300, ", "301, DATE"})
  void dateMayBeFiveMinutesOff(long seconds, @Nullable Fault fault) {
    assertThat(fault(signed("GET", "/dev", BODY), NOW.plusSeconds(seconds))).isEqualTo(fault);
  }

  @Test
  void scopeNamesServiceAndRegion() {
    HttpRequest other = signedFor("apigateway", "eu-west-1");
    assertThat(fault(other, NOW)).isEqualTo(Fault.SCOPE);
    assertThat(fault(signedFor("execute-api", "us-east-1"), NOW)).isEqualTo(Fault.SCOPE);
  }

  @ParameterizedTest
  @CsvSource({"0, ", "60, ", "61, DATE", "-301, DATE"})
  void presignedRequestIsAcceptedUntilItExpires(long seconds, @Nullable Fault fault) {
    assertThat(fault(presigned(Duration.ofMinutes(1)), NOW.plusSeconds(seconds))).isEqualTo(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "604801", "1e3", "", "99999999999999999999"})
  void expiryIsANumberOfSecondsUpToSevenDays(String seconds) {
    HttpRequest presigned = presigned(Duration.ofMinutes(1));
    String query = presigned.query().replace("X-Amz-Expires=60", "X-Amz-Expires=" + seconds);

    assertThat(
            fault(
                request("GET", "/dev/pets?" + query, presigned.headers(), presigned.body()),
                NOW.minusSeconds(1)))
        .isEqualTo(Fault.EXPIRES);
  }

  @Test
  void hostMustBeSigned() {
    HttpRequest signed = signed("GET", "/dev/pets", new byte[0]);
    RequestSignature signature = RequestSignature.of(signed).orElseThrow();
    RequestSignature without =
        new RequestSignature(
            signature.credential(),
            signature.signedHeaders().stream().filter(name -> !name.equals("host")).toList(),
            signature.signature());

    assertThat(verifier.verify(signed, without, KEY, "eu-west-1", NOW)).isEqualTo(Fault.HOST);
  }

  @Test
  void presignedRequestCannotBeChanged() {
    HttpRequest presigned = presigned(Duration.ofMinutes(1));

    assertThat(
            fault(
                request(
                    "GET",
                    "/dev/other?" + presigned.query(),
                    presigned.headers(),
                    presigned.body()),
                NOW))
        .isEqualTo(Fault.MISMATCH);
    assertThat(
            fault(
                request(
                    "GET",
                    "/dev/pets?"
                        + presigned.query().replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
                    presigned.headers(),
                    presigned.body()),
                NOW))
        .isEqualTo(Fault.MISMATCH);
  }

  private @Nullable Fault fault(HttpRequest request, Instant now) {
    return verifier.verify(
        request, RequestSignature.of(request).orElseThrow(), KEY, "eu-west-1", now);
  }

  private static HttpRequest signed(String method, String target, byte[] body) {
    Headers signed =
        new RequestSigner("execute-api", "eu-west-1").sign(method, target, HEADERS, body, KEY, NOW);
    return request(method, target, signed, body);
  }

  private static HttpRequest signedFor(String service, String region) {
    return request(
        "GET",
        "/dev",
        new RequestSigner(service, region).sign("GET", "/dev", HEADERS, BODY, KEY, NOW),
        BODY);
  }

  /** Returns a request that the AWS SDK signs in its query. */
  private static HttpRequest presigned(Duration expiry) {
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(signing ->
                signing
                    .identity(AwsCredentialsIdentity.create("AKID", "secret"))
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.GET)
                            .uri(URI.create("http://" + HOST + "/dev/pets?b=2&a=1%2F"))
                            .appendHeader("Host", HOST)
                            .build())
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, expiry)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
            .request();
    String query = signed.encodedQueryParameters().orElseThrow();
    return request("GET", "/dev/pets?" + query, Headers.of("Host", HOST), new byte[0]);
  }

  private static HttpRequest request(String method, String target, Headers headers, byte[] body) {
    int question = target.indexOf('?');
    return new HttpRequest(
        method,
        "http",
        HOST,
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        body,
        "192.0.2.1");
  }
}
