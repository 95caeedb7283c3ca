package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Service;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;

class CorsTest {
  private final Cors loopback = Cors.loopbackAnd(Set.of("https://console.example.com"));

  @Test
  void aPreflightAllowsWhatThePageAsksFor() {
    HttpResponse response =
        answer(
            loopback,
            "OPTIONS",
            "Origin",
            "http://localhost:3000",
            "Access-Control-Request-Method",
            "PATCH",
            "Access-Control-Request-Headers",
            "authorization,x-amz-date");

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().get("Access-Control-Allow-Origin"))
        .isEqualTo("http://localhost:3000");
    assertThat(response.headers().get("Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(response.headers().get("Access-Control-Allow-Headers"))
        .isEqualTo("authorization,x-amz-date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "https://127.0.0.1:8443",
        "http://[::1]:3000",
        "http://tools.LOCALHOST:80",
        "https://console.example.com"
      })
  void aPageOfThisMachineMayReadAnswersAndTheirHeaders(String origin) {
    HttpResponse response = answer(loopback, "GET", "Origin", origin);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(response.headers().get("Access-Control-Expose-Headers")).isEqualTo("*");
    assertThat(response.headers().get("Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "http://localhost.evil.example", "null", "http://a b"})
  void aForeignPageIsRefused(String origin) {
    HttpResponse call = answer(loopback, "GET", "Origin", origin);
    HttpResponse preflight =
        answer(loopback, "OPTIONS", "Origin", origin, "Access-Control-Request-Method", "PUT");

    assertThat(call.status()).isEqualTo(403);
    assertThat(preflight.status()).isEqualTo(403);
    assertThat(call.headers().contains("Access-Control-Allow-Origin")).isFalse();
  }

  @Test
  void anyOriginMayCallIfConfigured() {
    HttpResponse response = answer(Cors.anyOrigin(), "GET", "Origin", "https://far.example");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("Access-Control-Allow-Origin"))
        .isEqualTo("https://far.example");
  }

  @Test
  void aRequestWithoutOriginGetsNoCorsHeaders() {
    HttpResponse response = answer(loopback, "GET");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().toString()).doesNotContain("Access-Control", "Vary");
  }

  @Test
  void pagesMayReadErrors() {
    HttpResponse response = answer(loopback, "DELETE", "Origin", "http://localhost:3000");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().contains("Access-Control-Allow-Origin")).isTrue();
  }

  private static HttpResponse answer(Cors cors, String method, String... headers) {
    Service service = (_, _, _) -> GetAccountResponse.builder().build();
    return new Wire(
            Operations.load(),
            Map.of("apigateway", service),
            new Region("us-east-1"),
            new Ids(new Random(7)),
            cors,
            Upstreams.NONE)
        .answer(
            new HttpRequest(
                method, "http", "h", "/account", "", Headers.of(headers), new byte[0], "::1"));
  }
}
