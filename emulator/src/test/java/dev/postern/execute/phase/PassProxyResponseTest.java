package dev.postern.execute.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AccessErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.TestExchange;
import dev.postern.execute.integration.ResponseBody;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.Templates;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassProxyResponseTest {
  private static final ResponseBody BODY =
      new ResponseBody(
          Templates.compile(Map.of()),
          BinaryMediaTypes.of(List.of("image/png")),
          ContentHandling.NONE);
  private static final BodyStream STREAM = BodyStream.of(WholeBody.of(new byte[] {1, 2, 3}));

  @Test
  void responsePassesAsItIs() {
    Headers headers = Headers.of("Content-Type", "a/b", "Set-Cookie", "a=1", "Set-Cookie", "b=2");

    HttpResponse response = passed(BackendResponse.of(404, headers, new byte[] {7}));

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers()).isEqualTo(headers);
    assertThat(response.body()).containsExactly(7);
  }

  @Test
  void headersOfTheGatewayAreRenamedAndThoseOfTheConnectionDropped() {
    Headers received =
        Headers.of(
            "Server", "s", "Date", "d", "Keep-Alive", "5", "Via", "v", "Transfer-Encoding", "x");

    Headers headers = passed(BackendResponse.of(200, received, new byte[0])).headers();

    assertThat(headers)
        .isEqualTo(
            Headers.of(
                "x-amzn-Remapped-Server",
                "s",
                "x-amzn-Remapped-Date",
                "d",
                "Content-Type",
                "application/json"));
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, text/plain, FF61, EFBFBD61",
    "text/plain, image/png,  2F32453D, FF61",
    "image/png,  text/plain, FF61, 2F32453D",
    "image/png,  image/png,  FF61, FF61"
  })
  void textIsUtf8AndBinaryIsNot(String type, String accept, String received, String passed) {
    Headers headers = Headers.of("Content-Type", type);
    byte[] body = HexFormat.of().parseHex(received);

    HttpResponse response =
        passed(TestExchange.get().header("Accept", accept), BackendResponse.of(200, headers, body));

    assertThat(response.body()).isEqualTo(HexFormat.of().parseHex(passed));
  }

  @Test
  void compressedTextIsNotPassedUnchanged() {
    Headers headers = Headers.of("Content-Type", "text/html", "Content-Encoding", "gzip");

    HttpResponse response =
        passed(BackendResponse.of(200, headers, new byte[] {0x1F, (byte) 0x8B, 8}));

    assertThat(response.body()).asHexString().isEqualTo("1FEFBFBD08");
    assertThat(response.headers().get("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void lengthOfAStreamIsToldToTheClient() {
    HttpResponse response = passedStream(Headers.of("Content-Length", "3"));

    assertThat(response.stream()).isSameAs(STREAM);
    assertThat(response.headers().get("Content-Length")).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "3, 3", "1234567890123456789", "abc"})
  void lengthThatIsNoneIsNotTold(String length) {
    HttpResponse response = passedStream(Headers.of("Content-Length", length));

    assertThat(response.headers().contains("Content-Length")).isFalse();
  }

  @Test
  void refuseAnswersWithItsRefusal() {
    Refuse refuse = new Refuse(_ -> AccessErrors.invalidApiKey("", "GET /pets", "a1b2c3d4e5/dev"));

    HttpResponse answer = TestExchange.get().phase(refuse).run().answer();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  private static HttpResponse passedStream(Headers headers) {
    return passed(BackendResponse.streamed(200, headers, new byte[0], STREAM));
  }

  private static HttpResponse passed(BackendResponse backend) {
    return passed(TestExchange.get(), backend);
  }

  private static HttpResponse passed(TestExchange request, BackendResponse backend) {
    Exchange exchange = request.build();
    exchange.backendResponse(backend);
    var _ = new PassProxyResponse(BODY).apply(exchange);
    return exchange.response();
  }
}
