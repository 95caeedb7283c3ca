package dev.postern.execute.phase;

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
import dev.postern.execute.integration.RequestTarget;
import dev.postern.execute.integration.ServiceTarget;
import dev.postern.http.Headers;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.MappingExpression;
import dev.postern.mapping.PassthroughBehavior;
import dev.postern.mapping.Templates;
import dev.postern.mapping.UriTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildIntegrationRequestTest {
  private static final RequestTarget PETS =
      new HttpTarget("ANY", UriTemplate.compile("/pets/{id}?v=1", _ -> false));

  @Test
  void bodyWithoutTemplatePasses() {
    IntegrationRequest request = made(TestExchange.post("text"), "", ParameterMappings.NONE, PETS);

    assertThat(text(request)).isEqualTo("text");
    assertThat(request.method()).isEqualTo("POST");
  }

  @Test
  void nothingOfTheClientComesThroughUnmapped() {
    TestExchange get = TestExchange.get().header("X-Own", "1").query("own=1");

    IntegrationRequest request = made(get, "", ParameterMappings.NONE, PETS);

    assertThat(request.uri()).doesNotContain("own").endsWith("?v=1");
    assertThat(request.headers().get("X-Own")).isNull();
    assertThat(request.headers().get("Accept")).isEqualTo("application/json");
    assertThat(request.headers().get("User-Agent")).isEqualTo("AmazonAPIGateway_a1b2c3d4e5");
    assertThat(request.headers().get("X-Amzn-Trace-Id")).startsWith("Root=1-");
  }

  @Test
  void mappedParametersAreSent() {
    TestExchange get =
        TestExchange.get().pathParameter("id", "a%20b").query("q=1&q=2").header("X-In", "in");
    ParameterMappings mappings =
        new ParameterMappings(
            List.of(
                mapped("X-Out", "method.request.header.X-In"),
                mapped("X-None", "method.request.header.X-Missing")),
            List.of(
                mapped("all", "method.request.multivaluequerystring.q"),
                mapped("none", "method.request.querystring.missing")),
            List.of(
                mapped("id", "method.request.path.id"),
                mapped("other", "method.request.path.missing")));

    IntegrationRequest request = made(get, "", mappings, PETS);

    assertThat(request.uri()).isEqualTo("/pets/a%20b?v=1&all=1&all=2");
    assertThat(request.headers().get("X-Out")).isEqualTo("in");
    assertThat(request.headers().contains("X-None")).isFalse();
  }

  @Test
  void templateOverridesMappedParameters() {
    String template =
        """
        #set($context.requestOverride.header['X-Out'] = "other")
        #set($context.requestOverride.header['X-More'] = 5)
        #set($context.requestOverride.path['id'] = "8")
        #set($context.requestOverride.querystring['q'] = "a b")
        {}\
        """;
    ParameterMappings mappings =
        new ParameterMappings(
            List.of(mapped("X-Out", "'static'")),
            List.of(mapped("q", "'1'")),
            List.of(mapped("id", "'7'")));

    IntegrationRequest request = made(TestExchange.post("{}"), template, mappings, PETS);

    assertThat(request.uri()).isEqualTo("/pets/8?v=1&q=a%20b");
    assertThat(request.headers().all("X-Out")).containsExactly("other");
    assertThat(request.headers().get("X-More")).isEqualTo("5");
    assertThat(text(request).strip()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "x-amzn-trace-id"})
  void templateMayNotSetWhatTheGatewaySets(String name) {
    String template = "#set($context.requestOverride.header['" + name + "'] = \"1\"){}";

    assertThatThrownBy(() -> made(TestExchange.post("{}"), template, ParameterMappings.NONE, PETS))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal ->
                assertThat(refusal.executionLog()).contains(name + " header already present"));
  }

  @Test
  void mappedBodyThatIsBrokenJsonIsABadRequest() {
    ParameterMappings mappings =
        new ParameterMappings(
            List.of(mapped("X-Name", "method.request.body.name")), List.of(), List.of());

    assertThatThrownBy(() -> made(TestExchange.post("{\"name\":"), "", mappings, PETS))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  @Test
  void integrationWithoutAddressGetsOnlyMappedHeaders() {
    ParameterMappings mappings =
        new ParameterMappings(List.of(mapped("Via", "'x'")), List.of(), List.of());

    IntegrationRequest request = made(TestExchange.get(), "", mappings, null);

    assertThat(request.headers()).isEqualTo(Headers.of("Via", "x"));
    assertThat(request.uri()).isEmpty();
  }

  @Test
  void headersThatHttpBackendsMayNotGetAreNotSent() {
    ParameterMappings mappings =
        new ParameterMappings(
            List.of(mapped("Via", "'x'"), mapped("Connection", "'close'")), List.of(), List.of());

    IntegrationRequest request = made(TestExchange.get(), "", mappings, PETS);

    assertThat(request.headers().contains("Via")).isFalse();
    assertThat(request.headers().contains("Connection")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"GET,''", "HEAD,''", "OPTIONS,''", "POST,text", "DELETE,text"})
  void servicesGetABodyOnlyWithVerbsThatHaveOne(String verb, String sent) {
    RequestTarget service =
        new ServiceTarget(verb, UriTemplate.compile("/", _ -> false), null, false);

    IntegrationRequest request =
        made(TestExchange.post("text"), "", ParameterMappings.NONE, service);

    assertThat(request.method()).isEqualTo(verb);
    assertThat(text(request)).isEqualTo(sent);
    assertThat(request.headers().contains("Content-Type")).isEqualTo(!sent.isEmpty());
  }

  private static IntegrationRequest made(
      TestExchange test,
      String template,
      ParameterMappings mappings,
      @Nullable RequestTarget target) {
    Map<String, String> templates =
        template.isEmpty() ? Map.of() : Map.of("application/json", template);
    RequestBody body =
        new RequestBody(
            Templates.compile(templates),
            PassthroughBehavior.WHEN_NO_MATCH,
            BinaryMediaTypes.of(List.of()),
            ContentHandling.NONE);
    Exchange exchange = test.build();
    var _ = new BuildIntegrationRequest(body, mappings, target).apply(exchange);
    return exchange.integrationRequest();
  }

  private static Mapped mapped(String name, String source) {
    return new Mapped(name, MappingExpression.compile(source));
  }

  private static String text(IntegrationRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }
}
