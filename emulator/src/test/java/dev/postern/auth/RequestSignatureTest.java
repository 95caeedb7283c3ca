package dev.postern.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.aws.error.AwsException;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignatureTest {
  private static final String SCOPE = "123456789012/20260131/eu-west-1/apigateway/aws4_request";
  private static final RequestSignature PARSED =
      new RequestSignature(
          new Credential("123456789012", "20260131", "eu-west-1", "apigateway"),
          List.of("host", "x-amz-date"),
          "abc123");

  @Test
  void signedHeaderIsParsedWithAndWithoutSpaces() {
    String spaced = SCOPE + ", SignedHeaders=host;x-amz-date, Signature=abc123";
    String tight = SCOPE + ",SignedHeaders=host;x-amz-date,Signature=abc123";

    assertThat(RequestSignature.of(withHeader("AWS4-HMAC-SHA256 Credential=" + spaced)))
        .contains(PARSED);
    assertThat(RequestSignature.of(withHeader("AWS4-HMAC-SHA256 Credential=" + tight)))
        .contains(PARSED);
  }

  @Test
  void presignedUrlIsParsedFromItsQuery() {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=123456789012%2F20260131%2Feu-west-1"
            + "%2Fapigateway%2Faws4_request&X-Amz-Date=20260131T000000Z&X-Amz-Expires=60"
            + "&X-Amz-SignedHeaders=host%3Bx-amz-date&X-Amz-Signature=abc123";

    assertThat(RequestSignature.of(request(query, Headers.empty()))).contains(PARSED);
  }

  @Test
  void unsignedRequestHasNoSignature() {
    assertThat(RequestSignature.of(request("a=b", Headers.empty()))).isEmpty();
  }

  @Test
  void credentialPrintsAsReceived() {
    assertThat(Credential.parse(SCOPE)).hasToString(SCOPE);
  }

  static Stream<Arguments> malformed() {
    String missing =
        "Authorization header requires 'Credential' parameter. "
            + "Authorization header requires 'Signature' parameter. "
            + "Authorization header requires 'SignedHeaders' parameter. "
            + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
            + "Authorization=";
    return Stream.of(
        Arguments.of(
            "Bearer abc",
            "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: "
                + "'Bearer abc'."),
        Arguments.of("allow", missing + "allow"),
        Arguments.of("", missing),
        Arguments.of("Basic dXNlcjpwYXNz=", missing + "Basic dXNlcjpwYXNz="),
        Arguments.of(
            "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x",
            "Credential must have exactly 5 slash-delimited elements, "
                + "e.g. keyid/date/region/service/term, got 'a/b'"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedHeaderIsAnIncompleteSignature(String header, String text) {
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> RequestSignature.of(withHeader(header)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(403))
        .satisfies(e -> assertThat(e.code()).isEqualTo("IncompleteSignatureException"))
        .withMessage(text);
  }

  @Test
  void errorNamesOnlyMissingParts() {
    Headers headers =
        Headers.of(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=" + SCOPE + ", SignedHeaders=host",
            "X-Amz-Date",
            "20260131T000000Z");

    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> RequestSignature.of(request("", headers)))
        .withMessageStartingWith(
            "Authorization header requires 'Signature' parameter. Authorization=AWS4-HMAC-SHA256");
  }

  private static HttpRequest withHeader(String authorization) {
    return request("", Headers.of("authorization", authorization));
  }

  private static HttpRequest request(String query, Headers headers) {
    return new HttpRequest("GET", "http", "h", "/restapis", query, headers, new byte[0], "::1");
  }
}
