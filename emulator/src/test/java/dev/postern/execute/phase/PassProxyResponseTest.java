package dev.postern.execute.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.TestExchange;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassProxyResponseTest {
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
    Refuse refuse = new Refuse(_ -> GatewayErrors.invalidApiKey());

    HttpResponse answer = TestExchange.get().phase(refuse).run().answer();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  private static HttpResponse passedStream(Headers headers) {
    return passed(BackendResponse.streamed(200, headers, new byte[0], STREAM));
  }

  private static HttpResponse passed(BackendResponse backend) {
    Exchange exchange = TestExchange.get().build();
    exchange.backendResponse(backend);
    var _ = new PassProxyResponse().apply(exchange);
    return exchange.response();
  }
}
