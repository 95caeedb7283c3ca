package dev.postern.execute.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import dev.postern.execute.TestExchange;
import dev.postern.http.Headers;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.PassthroughBehavior;
import dev.postern.mapping.Payload;
import dev.postern.mapping.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How bodies of non-proxy integrations are made, and what a mock reads from one. */
class BodiesTest {
  private static final BinaryMediaTypes BINARY = BinaryMediaTypes.of(List.of("image/png"));
  private static final Map<String, String> UPPER =
      Map.of("application/json", "<$input.body>", "text/plain", "($input.body)");

  @ParameterizedTest
  @CsvSource({"application/json,<b>", ",<b>", "text/plain; charset=utf-8,(b)", "text/other,b"})
  void templateOfTheTypeMakesTheRequestBody(@Nullable String type, String made) {
    assertThat(request(UPPER, PassthroughBehavior.WHEN_NO_MATCH, ContentHandling.NONE, type, "b"))
        .isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource({"WHEN_NO_TEMPLATES", "NEVER"})
  void typeWithoutTemplateIsUnsupported(PassthroughBehavior behavior) {
    assertThatThrownBy(() -> request(UPPER, behavior, ContentHandling.NONE, "text/other", "b"))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(415));
  }

  @ParameterizedTest
  @CsvSource({
    "image/png,CONVERT_TO_TEXT,b,Yg==",
    "text/other,CONVERT_TO_BINARY,Yg==,b",
    "image/png,NONE,b,b",
    "text/other,CONVERT_TO_TEXT,b,b"
  })
  void requestBodyIsConverted(String type, ContentHandling handling, String sent, String made) {
    assertThat(request(UPPER, PassthroughBehavior.WHEN_NO_MATCH, handling, type, sent))
        .isEqualTo(made);
  }

  @Test
  void textOfABinaryBodyIsGivenToTheTemplate() {
    assertThat(
            request(
                Map.of("image/png", "<$input.body>"),
                PassthroughBehavior.NEVER,
                ContentHandling.CONVERT_TO_TEXT,
                "image/png",
                "b"))
        .isEqualTo("<Yg==>");
  }

  @ParameterizedTest
  @CsvSource({"image/png,NONE,b", "text/plain,CONVERT_TO_BINARY,Yg=="})
  void bytesHaveNoTemplate(String type, ContentHandling handling, String sent) {
    Map<String, String> templates = Map.of(type, "<$input.body>");

    assertThatThrownBy(() -> request(templates, PassthroughBehavior.NEVER, handling, type, sent))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("Unable to transform request"));
  }

  @Test
  void requestBodyThatIsNoBase64IsRefused() {
    assertThatThrownBy(() ->
            request(
                Map.of(),
                PassthroughBehavior.WHEN_NO_MATCH,
                ContentHandling.CONVERT_TO_BINARY,
                "text/plain",
                "%"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("base64"));
  }

  @Test
  void requestTemplateThatFailsIsAConfigurationError() {
    assertThatThrownBy(() ->
            request(
                Map.of("application/json", "#if("),
                PassthroughBehavior.NEVER,
                ContentHandling.NONE,
                "application/json",
                "{}"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("Unable to transform request"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,<b>,application/json",
    ",<b>,application/json",
    "text/plain,(b),text/plain"
  })
  void templateOfTheAcceptedTypeMakesTheResponseBody(
      @Nullable String accept, String made, String type) {
    ResponseBody.Made body = response(UPPER, ContentHandling.NONE, accept, "text/x", "b");

    assertThat(body.bytes()).asString(UTF_8).isEqualTo(made);
    assertThat(body.contentType()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png,image/png,NONE,b,b",
    "image/png,text/x,NONE,Yg==,b",
    "text/x,image/png,NONE,b,Yg==",
    "text/x,image/png,CONVERT_TO_TEXT,b,Yg==",
    "text/x,text/x,CONVERT_TO_BINARY,Yg==,b",
    "text/x,text/x,NONE,b,b"
  })
  void responseBodyIsConverted(
      String accept, String type, ContentHandling handling, String received, String made) {
    assertThat(response(Map.of(), handling, accept, type, received).bytes())
        .asString(UTF_8)
        .isEqualTo(made);
  }

  @Test
  void responseOfBytesHasNoTemplate() {
    assertThatThrownBy(() ->
            response(UPPER, ContentHandling.CONVERT_TO_BINARY, "text/plain", "text/x", "Yg=="))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("Unable to transform response"));
  }

  @ParameterizedTest
  @CsvSource({
    "image/png,text/x,NONE",
    "image/png,image/png,NONE",
    "text/plain,text/x,CONVERT_TO_BINARY",
    "text/plain,image/png,CONVERT_TO_BINARY"
  })
  void emptyResponseThatBecomesBinaryHasNoTemplate(
      String accept, String type, ContentHandling handling) {
    assertThatThrownBy(() -> response(UPPER, handling, accept, type, ""))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("Unable to transform response"));
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,image/png,NONE",
    "image/png,image/png,CONVERT_TO_TEXT",
    "image/png,text/x,CONVERT_TO_TEXT",
    "text/plain,text/x,NONE"
  })
  void emptyResponseThatBecomesTextHasATemplate(
      String accept, String type, ContentHandling handling) {
    assertThat(response(UPPER, handling, accept, type, "").bytes()).asString(UTF_8).contains("{}");
  }

  @Test
  void responseWithoutTypeCountsAsJson() {
    BinaryMediaTypes json = BinaryMediaTypes.of(List.of("application/json"));
    ResponseBody body = new ResponseBody(Templates.compile(Map.of()), json, ContentHandling.NONE);
    Exchange exchange = TestExchange.get().build();

    byte[] passed =
        body.pass(exchange, BackendResponse.of(200, Headers.empty(), "b".getBytes(UTF_8)));

    assertThat(passed).asString(UTF_8).isEqualTo("Yg==");
  }

  @Test
  void inspectorIsToldOfReplacedBytes() {
    List<String> choices = new ArrayList<>();
    Exchange exchange =
        TestExchange.get()
            .observer(
                new Observer() {
                  @Override
                  public void chosen(Supplier<String> choice) {
                    choices.add(choice.get());
                  }
                })
            .body(new byte[] {(byte) 0xFF})
            .build();
    RequestBody request = body(Map.of(), PassthroughBehavior.WHEN_NO_MATCH, ContentHandling.NONE);
    ResponseBody response =
        new ResponseBody(Templates.compile(Map.of()), BINARY, ContentHandling.NONE);

    byte[] sent = request.make(exchange, exchange.mappingInput());
    byte[] passed =
        response.pass(exchange, BackendResponse.of(200, Headers.empty(), new byte[] {-1}));

    assertThat(sent).isEqualTo("\uFFFD".getBytes(UTF_8));
    assertThat(passed).isEqualTo("\uFFFD".getBytes(UTF_8));
    assertThat(choices)
        .contains(
            "request body: bytes that are not UTF-8 are replaced by U+FFFD",
            "response body: bytes that are not UTF-8 are replaced by U+FFFD");
  }

  @Test
  void responseBodyThatIsNoBase64IsRefused() {
    assertThatThrownBy(
            () -> response(Map.of(), ContentHandling.CONVERT_TO_BINARY, "text/x", "text/x", "%"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("base64"));
  }

  @Test
  void responseTemplateThatFailsIsAConfigurationError() {
    assertThatThrownBy(() ->
            response(
                Map.of("application/json", "#if("), ContentHandling.NONE, "a/b", "text/x", "b"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            refusal -> assertThat(refusal.executionLog()).contains("Unable to transform response"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"statusCode\": 404}", "{\"statusCode\": $input.path('$.s')}"})
  void mockAnswersTheStatusOfItsTemplate(String template) {
    assertThat(mocked(template, "{\"s\": 404}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "no JSON", "{\"statusCode\": $input.path('$.s')}"})
  void mockWithoutStatusIsAConfigurationError(String template) {
    assertThatThrownBy(() -> mocked(template, "{\"s\": \"none\"}"))
        .isInstanceOfSatisfying(
            GatewayException.class, refusal -> assertThat(refusal.status()).isEqualTo(500));
  }

  @Test
  void mockWithoutTemplateReadsTheRequestBody() {
    RequestBody body = body(Map.of(), PassthroughBehavior.WHEN_NO_MATCH, ContentHandling.NONE);

    assertThat(mocked(body, "{\"statusCode\": 202}").status()).isEqualTo(202);
  }

  private static BackendResponse mocked(String template, String sent) {
    return mocked(
        body(Map.of("application/json", template), PassthroughBehavior.NEVER, ContentHandling.NONE),
        sent);
  }

  private static BackendResponse mocked(RequestBody body, String sent) {
    Exchange exchange = TestExchange.post(sent).build();
    MockIntegration mock = MockIntegration.of(body);
    byte[] made = body.make(exchange, exchange.mappingInput());
    exchange.integrationRequest(new IntegrationRequest("POST", "", Headers.empty(), made));
    assertThat(mock.sends()).isFalse();
    return mock.invoke(exchange).join();
  }

  private static String request(
      Map<String, String> templates,
      PassthroughBehavior behavior,
      ContentHandling handling,
      @Nullable String type,
      String sent) {
    TestExchange post = TestExchange.post(sent);
    Exchange exchange = (type == null ? post : post.header("Content-Type", type)).build();
    byte[] made = body(templates, behavior, handling).make(exchange, exchange.mappingInput());
    return new String(made, UTF_8);
  }

  private static RequestBody body(
      Map<String, String> templates, PassthroughBehavior behavior, ContentHandling handling) {
    return new RequestBody(Templates.compile(templates), behavior, BINARY, handling);
  }

  private static ResponseBody.Made response(
      Map<String, String> templates,
      ContentHandling handling,
      @Nullable String accept,
      String type,
      String received) {
    TestExchange get = TestExchange.get();
    Exchange exchange = (accept == null ? get : get.header("Accept", accept)).build();
    BackendResponse backend =
        BackendResponse.of(200, Headers.of("Content-Type", type), received.getBytes(UTF_8));
    return new ResponseBody(Templates.compile(templates), BINARY, handling)
        .make(
            exchange,
            exchange.mappingInput().forResponse(new Payload(backend.body()), backend.headers()),
            backend);
  }
}
