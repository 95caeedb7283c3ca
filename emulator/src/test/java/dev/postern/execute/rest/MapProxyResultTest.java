package dev.postern.execute.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.TestExchange;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import dev.postern.mapping.BinaryMediaTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapProxyResultTest {
  private static final BodyStream STREAM = BodyStream.of(WholeBody.of(new byte[] {1}));

  @Test
  void resultIsTheResponse() {
    HttpResponse response =
        mapped(
            """
            {"statusCode": 201, "headers": {"X-A": "a", "X-N": 5, "X-Null": null},
             "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]}, "body": "text"}\
            """);

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.bodyText()).isEqualTo("text");
    assertThat(response.headers().get("X-A")).isEqualTo("a");
    assertThat(response.headers().get("X-N")).isEqualTo("5");
    assertThat(response.headers().contains("X-Null")).isFalse();
    assertThat(response.headers().all("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"statusCode\": null, \"headers\": null, \"body\": null}"})
  void everyMemberMayBeAbsent(String result) {
    HttpResponse response = mapped(result);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"404\"", "\" 404 \"", "404"})
  void statusMayBeText(String status) {
    assertThat(mapped("{\"statusCode\": " + status + "}").status()).isEqualTo(404);
  }

  @Test
  void headerOfBothMapsHasAllValues() {
    HttpResponse response =
        mapped(
            """
            {"headers": {"x-a": "3", "X-B": "b"}, "multiValueHeaders": {"X-A": ["1", "2"]}}\
            """);

    assertThat(response.headers().all("X-A")).containsExactly("1", "2", "3");
    assertThat(response.headers().all("X-B")).containsExactly("b");
  }

  @Test
  void traceOfTheGatewayWins() {
    HttpResponse response = mapped("{\"headers\": {\"X-Amzn-Trace-Id\": \"mine\"}}");

    assertThat(response.headers().all("X-Amzn-Trace-Id"))
        .singleElement()
        .asString()
        .startsWith("Root=1-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{} {}",
        "[]",
        "\"text\"",
        "{\"status\": 200}",
        "{\"statusCode\": 99}",
        "{\"statusCode\": 600}",
        "{\"statusCode\": \"ok\"}",
        "{\"statusCode\": 200.5}",
        "{\"statusCode\": true}",
        "{\"headers\": []}",
        "{\"headers\": {\"X-A\": []}}",
        "{\"multiValueHeaders\": {\"X-A\": \"a\"}}",
        "{\"multiValueHeaders\": {\"X-A\": [{}]}}",
        "{\"multiValueHeaders\": {\"X-A\": null}}",
        "{\"body\": {}}",
        "{\"body\": []}",
        "{\"isBase64Encoded\": 1}",
        "{\"isBase64Encoded\": \"yes\"}",
        "{\"isBase64Encoded\": \"TRUE\"}",
        "{\"isBase64Encoded\": {}}",
        "{\"base64Encoded\": []}",
        "{\"isBase64Encoded\": 1, \"base64Encoded\": true}"
      })
  void whatIsNoProxyResultIsABadGateway(String result) {
    assertThatThrownBy(() -> mapped(result))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(502);
              assertThat(refusal.executionLog()).contains("Malformed Lambda proxy response");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.10", "5", "-0.50", "true"})
  void bodyThatIsNoTextIsTakenAsItsText(String body) {
    assertThat(mapped("{\"body\": " + body + "}").bodyText()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"isBase64Encoded\": true`, true",
        "`\"isBase64Encoded\": \"true\"`, true",
        "`\"isBase64Encoded\": \"True\"`, true",
        "`\"isBase64Encoded\": \"false\"`, false",
        "`\"isBase64Encoded\": \"False\"`, false",
        "`\"isBase64Encoded\": null`, false",
        "`\"base64Encoded\": true`, true",
        "`\"base64Encoded\": \"True\"`, true",
        "`\"base64Encoded\": null, \"isBase64Encoded\": true`, true",
        "`\"base64Encoded\": false, \"isBase64Encoded\": true`, false",
        "`\"isBase64Encoded\": false, \"base64Encoded\": true`, true"
      })
  void eitherMemberSaysThatTheBodyIsBase64(String members, boolean decoded) {
    HttpResponse response =
        mapped(
            TestExchange.get().header("Accept", "image/png"),
            "{" + members + ", \"body\": \"AQI=\"}");

    assertThat(response.body()).isEqualTo(decoded ? new byte[] {1, 2} : "AQI=".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"headers\": {\"content-type\": null}}`, ",
        "`{\"multiValueHeaders\": {\"Content-Type\": [null]}}`, ",
        "`{\"headers\": {\"Content-Type\": null}, \"multiValueHeaders\": {\"Content-Type\": []}}`, ",
        "`{\"multiValueHeaders\": {\"Content-Type\": []}}`, application/json",
        "`{\"multiValueHeaders\": {\"Content-Type\": [null, \"a/b\"]}}`, a/b",
        "`{\"headers\": {\"Content-Type\": null}, \"multiValueHeaders\": {\"CONTENT-TYPE\": [\"a/b\"]}}`, a/b",
        "`{\"headers\": {\"Content-Type\": \"a/b\"}, \"multiValueHeaders\": {\"Content-Type\": []}}`, a/b"
      })
  void nullKeepsTheDefaultContentTypeAway(String result, @Nullable String contentType) {
    assertThat(mapped(result).headers().get("Content-Type")).isEqualTo(contentType);
  }

  @Test
  void nullAmongTheValuesOfAHeaderIsNotSent() {
    HttpResponse response =
        mapped("{\"multiValueHeaders\": {\"X-A\": [null, \"1\", null, 2], \"X-B\": [null]}}");

    assertThat(response.headers().all("X-A")).containsExactly("1", "2");
    assertThat(response.headers().contains("X-B")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"image/png,AQI=,true", "text/plain,AQI=,false"})
  void base64IsDecodedForClientsThatAcceptTheType(String accept, String body, boolean decoded) {
    HttpResponse response =
        mapped(
            TestExchange.get().header("Accept", accept),
            "{\"isBase64Encoded\": true, \"body\": \"" + body + "\"}");

    assertThat(response.body()).isEqualTo(decoded ? new byte[] {1, 2} : body.getBytes(UTF_8));
  }

  @Test
  void brokenBase64IsAConfigurationError() {
    assertThatThrownBy(() ->
            mapped(
                TestExchange.get().header("Accept", "image/png"),
                "{\"isBase64Encoded\": true, \"body\": \"%\"}"))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(500));
  }

  @Test
  void errorOfTheFunctionIsABadGateway() {
    BackendResponse failed =
        new BackendResponse(200, Headers.empty(), "{}".getBytes(UTF_8), "request-1");

    assertThatThrownBy(() -> mapped(TestExchange.get(), failed))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(502);
              assertThat(refusal.executionLog()).endsWith("{}. Lambda request id: request-1");
            });
  }

  @Test
  void refusalOfLambdaIsAnInternalError() {
    BackendResponse throttled = BackendResponse.of(429, Headers.empty(), new byte[0]);

    assertThatThrownBy(() -> mapped(TestExchange.get(), throttled))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(500));
  }

  @Test
  void metadataOfAFunctionThatStreamsIsTakenWithoutTheBody() {
    HttpResponse response =
        mapped("{\"statusCode\": 202, \"cookies\": [\"a=1\"]}" + "\0".repeat(8) + "body");

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.headers().get("Set-Cookie")).isEqualTo("a=1");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void streamHasTheStatusAndHeadersOfItsMetadata() {
    HttpResponse response =
        streamed(
            """
            {"statusCode": 206, "headers": {"Content-Length": "1", "X-A": "a"},
             "cookies": ["a=1", "b=2"]}\
            """);

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.stream()).isSameAs(STREAM);
    assertThat(response.headers().get("Content-Length")).isEqualTo("1");
    assertThat(response.headers().all("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no JSON", "{\"body\": \"\"}", "{\"cookies\": \"a=1\"}", "{\"cookies\": [[]]}"})
  void metadataThatIsNoneIsAnInternalError(String metadata) {
    assertThatThrownBy(() -> streamed(metadata))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(500));
  }

  @Test
  void functionThatCouldNotStreamIsRefused() {
    Exchange failed = TestExchange.get().build();
    failed.backendResponse(new BackendResponse(200, Headers.empty(), new byte[0], "request-1"));
    Exchange throttled = TestExchange.get().build();
    throttled.backendResponse(BackendResponse.of(429, Headers.empty(), new byte[0]));

    assertThatThrownBy(() -> new MapStreamedResult().apply(failed))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(502));
    assertThatThrownBy(() -> new MapStreamedResult().apply(throttled))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(500));
  }

  private static HttpResponse streamed(String metadata) {
    Exchange exchange = TestExchange.get().build();
    exchange.backendResponse(
        BackendResponse.streamed(200, Headers.empty(), metadata.getBytes(UTF_8), STREAM));
    var _ = new MapStreamedResult().apply(exchange);
    return exchange.response();
  }

  private static HttpResponse mapped(String result) {
    return mapped(TestExchange.get(), result);
  }

  private static HttpResponse mapped(TestExchange test, String result) {
    return mapped(test, BackendResponse.of(200, Headers.empty(), result.getBytes(UTF_8)));
  }

  private static HttpResponse mapped(TestExchange test, BackendResponse backend) {
    Exchange exchange = test.build();
    exchange.backendResponse(backend);
    var _ = new MapProxyResult(BinaryMediaTypes.of(List.of("image/png"))).apply(exchange);
    return exchange.response();
  }
}
