package dev.postern.execute.phase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.TestExchange;
import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.ResponseBody;
import dev.postern.execute.phase.MapIntegrationResponse.By;
import dev.postern.execute.phase.MapIntegrationResponse.Entry;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.IntegrationResponseSelector;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.Templates;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapIntegrationResponseTest {
  @ParameterizedTest
  @CsvSource({"200,200", "404,400", "499,400", "500,200"})
  void statusOfABackendSelects(int status, int answered) {
    HttpResponse response =
        made(By.STATUS, backend(status, "b"), entry(200, ""), entry(400, "4\\d{2}"));

    assertThat(response.status()).isEqualTo(answered);
    assertThat(response.bodyText()).isEqualTo("b");
    assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void statusThatAMockNamesSelectsThatEntry() {
    HttpResponse response =
        made(By.MOCK_STATUS, backend(404, ""), entry(200, ""), entry(404, "404"));

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().contains("X-Amzn-Trace-Id")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"errorMessage\": \"no such pet\"} | 404",
        "{\"errorMessage\": \"other\"}       | 200",
        "{\"errorMessage\": null}            | 200",
        "{\"errorType\": \"none\"}           | 200",
        "[1]                                 | 200",
        "no JSON                             | 200"
      })
  void messageOfAFunctionsErrorSelects(String error, int answered) {
    BackendResponse failed =
        new BackendResponse(200, Headers.empty(), error.getBytes(UTF_8), "request-1");

    HttpResponse response =
        made(By.ERROR_MESSAGE, failed, entry(200, ""), entry(404, "no such .*"));

    assertThat(response.status()).isEqualTo(answered);
  }

  @Test
  void resultOfAFunctionIsNoErrorMessage() {
    HttpResponse response =
        made(
            By.ERROR_MESSAGE,
            backend(200, "{\"errorMessage\": \"no such pet\"}"),
            entry(200, ""),
            entry(404, "no such .*"));

    assertThat(response.status()).isEqualTo(200);
  }

  @Test
  void lambdasOwnRefusalSelectsByItsStatus() {
    HttpResponse response =
        made(By.ERROR_MESSAGE, backend(429, "{}"), entry(200, ""), entry(503, "429"));

    assertThat(response.status()).isEqualTo(503);
  }

  @Test
  void withoutMatchAndDefaultTheConfigurationIsWrong() {
    assertThatThrownBy(() -> made(By.STATUS, backend(500, ""), entry(400, "4.*")))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(500);
              assertThat(refusal.executionLog()).contains("Status Code: 500");
            });
  }

  @Test
  void statusWithoutMethodResponseIsWrong() {
    Entry undeclared = new Entry(201, "", false, List.of(), body(Map.of()));

    assertThatThrownBy(() -> made(By.STATUS, backend(200, ""), undeclared))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("method response: 201"));
  }

  @Test
  void overriddenStatusNeedsNoMethodResponse() {
    Entry undeclared =
        new Entry(
            201,
            "",
            false,
            List.of(),
            body(Map.of("application/json", "#set($context.responseOverride.status = 418)x")));

    HttpResponse response = made(By.STATUS, backend(200, ""), undeclared);

    assertThat(response.status()).isEqualTo(418);
    assertThat(response.bodyText()).isEqualTo("x");
  }

  @Test
  void onlyMappedHeadersComeThrough() {
    BackendResponse backend =
        BackendResponse.of(200, Headers.of("X-In", "in", "Set-Cookie", "a=b"), new byte[0]);
    Entry mapping =
        entry(
            Map.of(),
            mapped("X-Out", "integration.response.header.X-In"),
            mapped("X-None", "integration.response.header.X-Missing"),
            mapped("Server", "'s'"),
            mapped("Transfer-Encoding", "'chunked'"),
            mapped("Content-Type", "'text/x'"),
            mapped("X-Amzn-Trace-Id", "'mine'"));

    Headers headers = made(By.STATUS, backend, mapping).headers();

    assertThat(headers.get("X-Out")).isEqualTo("in");
    assertThat(headers.contains("X-None")).isFalse();
    assertThat(headers.contains("Set-Cookie")).isFalse();
    assertThat(headers.contains("Transfer-Encoding")).isFalse();
    assertThat(headers.get("x-amzn-Remapped-Server")).isEqualTo("s");
    assertThat(headers.all("Content-Type")).containsExactly("text/x");
    assertThat(headers.all("X-Amzn-Trace-Id")).singleElement().asString().startsWith("Root=1-");
  }

  @Test
  void templateOverridesMappedHeaders() {
    Entry mapping =
        entry(
            Map.of(
                "application/json",
                "#set($context.responseOverride.header['X-Out'] = \"template\")"),
            mapped("X-Out", "'mapped'"));

    HttpResponse response = made(By.STATUS, backend(200, ""), mapping);

    assertThat(response.headers().all("X-Out")).containsExactly("template");
  }

  @Test
  void mappedBodyThatIsBrokenJsonIsAConfigurationError() {
    Entry mapping = entry(Map.of(), mapped("X-Name", "integration.response.body.name"));

    assertThatThrownBy(() -> made(By.STATUS, backend(200, "{\"name\":"), mapping))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal ->
                assertThat(refusal.executionLog()).contains("Invalid JSON in response body"));
  }

  private static HttpResponse made(By by, BackendResponse backend, Entry... entries) {
    Exchange exchange = TestExchange.get().build();
    exchange.backendResponse(backend);
    List<IntegrationResponseSelector.Entry<Entry>> all =
        Stream.of(entries)
            .map(entry ->
                new IntegrationResponseSelector.Entry<>(entry.pattern(), entry.status(), entry))
            .toList();
    var _ = new MapIntegrationResponse(IntegrationResponseSelector.of(all), by).apply(exchange);
    return exchange.response();
  }

  private static BackendResponse backend(int status, String body) {
    return BackendResponse.of(status, Headers.empty(), body.getBytes(UTF_8));
  }

  private static Entry entry(int status, String pattern) {
    return new Entry(status, pattern, true, List.of(), body(Map.of()));
  }

  private static Entry entry(Map<String, String> templates, Mapped... headers) {
    return new Entry(200, "", true, List.of(headers), body(templates));
  }

  private static ResponseBody body(Map<String, String> templates) {
    return new ResponseBody(
        Templates.compile(templates), BinaryMediaTypes.of(List.of()), ContentHandling.NONE);
  }

  private static Mapped mapped(String name, String source) {
    return new Mapped(name, MappingExpression.compile(source));
  }
}
