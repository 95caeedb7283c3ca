package dev.postern.execute.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Ids;
import dev.postern.execute.TestExchange;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
  @Test
  void idThatIsAUuidIsKept() {
    Headers sent = Headers.of("X-Amzn-Requestid", TestExchange.REQUEST_ID);

    RequestIds ids = ids(sent);

    assertThat(ids.requestId()).isEqualTo(TestExchange.REQUEST_ID);
    assertThat(ids.replaced(sent)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "c6af9ac6-7b61-11e6-9a41-93e8deadbee",
        "c6af9ac6-7b61-11e6-9a41-93e8deadbeeg",
        "c6af9ac607b61-11e6-9a41-93e8deadbeef",
        "c6af9ac6-7b61-11e6-9a41--3e8deadbeef"
      })
  void otherIdIsReplaced(String id) {
    Headers sent = Headers.of("x-amzn-RequestId", id);

    RequestIds ids = ids(sent);

    assertThat(ids.requestId()).hasSize(36).isNotEqualTo(id);
    assertThat(ids.replaced(sent)).isTrue();
  }

  @Test
  void requestWithoutIdGetsOne() {
    assertThat(ids(Headers.empty()).requestId()).hasSize(36);
    assertThat(ids(Headers.empty()).replaced(Headers.empty())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Root=1-5759e988-bd862e3fe1be46a994272793",
    "Root=1-1-2;Parent=53995c3f42cd8ad8",
    "Root=1-1-2;Parent=53995c3f42cd8ad8;Sampled=1"
  })
  void traceOfTheClientIsKeptAndCompleted(String sent) {
    Headers headers = Headers.of("X-Amzn-Trace-Id", sent);
    RequestIds ids = ids(headers);

    String answered = ids.answeredTrace(headers, TestExchange.RECEIVED);

    assertThat(ids.trace(headers, TestExchange.RECEIVED)).isEqualTo(sent);
    assertThat(answered).startsWith(sent).matches("Root=[^;]+;Parent=[0-9a-f]{16};Sampled=[01]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Parent=53995c3f42cd8ad8", "abc"})
  void traceWithoutRootIsReplaced(String sent) {
    Headers headers = Headers.of("X-Amzn-Trace-Id", sent);
    RequestIds ids = ids(headers);

    String trace = ids.trace(headers, TestExchange.RECEIVED);

    assertThat(trace).matches("Root=1-69afa927-[0-9a-f]{24}");
    assertThat(ids.trace(headers, TestExchange.RECEIVED)).isEqualTo(trace);
  }

  @ParameterizedTest
  @CsvSource({"4,4,true", "5,4,false", "0,0,true"})
  void bodyIsCompressedFromItsLeastSize(int least, int length, boolean compressed) {
    HttpResponse response = compressed(least, HttpResponse.text(200, "a/b", "x".repeat(length)));

    assertThat(response.headers().contains("Content-Encoding")).isEqualTo(compressed);
  }

  @Test
  void bodyThatIsCodedAlreadyIsLeftAlone() {
    HttpResponse coded =
        new HttpResponse(200, Headers.of("content-encoding", "br"), new byte[] {1});

    assertThat(compressed(0, coded)).isSameAs(coded);
  }

  private static HttpResponse compressed(int least, HttpResponse response) {
    Headers headers = Headers.of("Accept-Encoding", "gzip");
    HttpRequest request =
        new HttpRequest("GET", "https", "h", "/", "", headers, new byte[0], "192.0.2.1");
    return new Compression(least).apply(request, response);
  }

  private static RequestIds ids(Headers sent) {
    return RequestIds.of(sent, new Ids(new Random(1)));
  }
}
