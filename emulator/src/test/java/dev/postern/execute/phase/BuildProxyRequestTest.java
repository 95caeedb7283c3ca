package dev.postern.execute.phase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.TestExchange;
import dev.postern.execute.integration.HttpTarget;
import dev.postern.execute.integration.ParameterMappings;
import dev.postern.execute.integration.ParameterMappings.Mapped;
import dev.postern.execute.integration.RequestBody;
import dev.postern.execute.integration.ServiceTarget;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.PassthroughBehavior;
import dev.postern.mapping.Templates;
import dev.postern.mapping.UriTemplate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildProxyRequestTest {
  private static final RequestBody BODY =
      new RequestBody(
          Templates.compile(Map.of()),
          PassthroughBehavior.WHEN_NO_MATCH,
          BinaryMediaTypes.of(List.of("image/png")),
          ContentHandling.NONE);

  @Test
  void clientsRequestIsPassedOn() {
    TestExchange post =
        TestExchange.post("text").header("X-Own", "1").header("Accept", "a/b").query("q=1&q=2");

    IntegrationRequest request = made(post, "ANY", ParameterMappings.NONE);

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).endsWith("?q=1&q=2");
    assertThat(request.headers().get("X-Own")).isEqualTo("1");
    assertThat(request.headers().all("Accept")).containsExactly("a/b");
    assertThat(new String(request.body(), UTF_8)).isEqualTo("text");
  }

  @Test
  void gatewayNamesItself() {
    IntegrationRequest request = made(TestExchange.get(), "GET", ParameterMappings.NONE);

    assertThat(request.headers().get("X-Amzn-Apigateway-Api-Id")).isEqualTo("a1b2c3d4e5");
    assertThat(request.headers().get("X-Amzn-Trace-Id")).startsWith("Root=1-");
    assertThat(request.headers().get("User-Agent")).isEqualTo("AmazonAPIGateway_a1b2c3d4e5");
    assertThat(request.headers().get("Accept")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @CsvSource({
    "Host,h,false",
    "Via,1.1 x,false",
    "x-http-method-override,PUT,false",
    "Authorization,Bearer x,true",
    "authorization,AWS4-HMAC-SHA256 Credential=x,false",
    "Cookie,a=b,true"
  })
  void someHeadersAreForTheGatewayAlone(String name, String value, boolean passed) {
    TestExchange get = TestExchange.get().withoutHeader(name).header(name, value);

    IntegrationRequest request = made(get, "GET", ParameterMappings.NONE);

    assertThat(request.headers().contains(name)).isEqualTo(passed);
  }

  @Test
  void mappingsReplaceHeadersAndAddToTheQuery() {
    TestExchange get =
        TestExchange.get()
            .header("X-Own", "1")
            .header("X-Own", "2")
            .query("q=1&p=2")
            .pathParameter("id", "7");
    ParameterMappings mappings =
        new ParameterMappings(
            List.of(mapped("X-Own", "'mapped'"), mapped("X-No", "method.request.header.none")),
            List.of(mapped("q", "'9'"), mapped("no", "method.request.querystring.none")),
            List.of(mapped("id", "method.request.path.id"), mapped("no", "context.none")));

    IntegrationRequest request = made(get, "GET", mappings);

    assertThat(request.uri()).isEqualTo("/pets/7?q=9&p=2");
    assertThat(request.headers().all("X-Own")).containsExactly("mapped");
    assertThat(request.headers().contains("X-No")).isFalse();
  }

  @Test
  void mappedBodyThatIsBrokenJsonIsABadRequest() {
    ParameterMappings mappings =
        new ParameterMappings(
            List.of(mapped("X-Name", "method.request.body.name")), List.of(), List.of());

    assertThatThrownBy(() -> made(TestExchange.post("{\"name\":"), "POST", mappings))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void emptyBodyIsDeclaredWhereOneIsUsual(String verb) {
    IntegrationRequest request = made(TestExchange.get(), verb, ParameterMappings.NONE);

    assertThat(request.headers().get("Content-Length")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "HEAD"})
  void emptyBodyIsNotDeclaredElsewhere(String verb) {
    IntegrationRequest request = made(TestExchange.get(), verb, ParameterMappings.NONE);

    assertThat(request.headers().contains("Content-Length")).isFalse();
  }

  @Test
  void serviceGetsTheBodyAndItsTypeOnly() {
    IntegrationRequest request =
        toService(TestExchange.post("text").header("Content-Type", "text/x").header("X-Own", "1"));

    assertThat(new String(request.body(), UTF_8)).isEqualTo("text");
    assertThat(request.headers().all("Content-Type")).containsExactly("text/x");
    assertThat(request.headers().contains("X-Own")).isFalse();
    assertThat(request.headers().get("X-Amz-Target")).isEqualTo("Firehose_20150804.PutRecord");
  }

  @Test
  void bodyForAServiceWithoutTypeIsJson() {
    IntegrationRequest request = toService(TestExchange.post("{}"));

    assertThat(request.headers().get("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void textIsUtf8AndBinaryIsNot() {
    byte[] bytes = {(byte) 0xFF, 'a'};

    IntegrationRequest text =
        made(
            TestExchange.get().body(bytes).header("Content-Type", "text/plain"),
            "POST",
            ParameterMappings.NONE);
    IntegrationRequest binary =
        made(
            TestExchange.get().body(bytes).header("Content-Type", "image/png"),
            "POST",
            ParameterMappings.NONE);

    assertThat(text.body()).isEqualTo("\uFFFDa".getBytes(UTF_8));
    assertThat(binary.body()).isEqualTo(bytes);
  }

  private static IntegrationRequest toService(TestExchange test) {
    ServiceTarget firehose =
        new ServiceTarget(
            "POST", UriTemplate.compile("/", _ -> false), "Firehose_20150804.PutRecord", false);
    Exchange exchange = test.build();
    var _ = new BuildProxyServiceRequest(BODY, firehose).apply(exchange);
    return exchange.integrationRequest();
  }

  private static IntegrationRequest made(
      TestExchange test, String verb, ParameterMappings mappings) {
    Exchange exchange = test.build();
    HttpTarget target = new HttpTarget(verb, UriTemplate.compile("/pets/{id}", _ -> false));
    var _ = new BuildProxyRequest(BODY, target, mappings).apply(exchange);
    return exchange.integrationRequest();
  }

  private static Mapped mapped(String name, String source) {
    return new Mapped(name, MappingExpression.compile(source));
  }
}
