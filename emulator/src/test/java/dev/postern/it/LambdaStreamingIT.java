package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.LocalServer;
import dev.postern.testing.RawStream;
import dev.postern.testing.StreamingFunction;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.ResponseTransferMode;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Tests AWS_PROXY integrations with the response transfer mode STREAM. */
@ExtendWith(PosternExtension.class)
class LambdaStreamingIT {

  private final Running postern;
  private final LambdaClient lambda;

  LambdaStreamingIT(Running postern) {
    this.postern = postern;
    this.lambda = postern.clients().lambda();
  }

  @Test
  void firstPartComesBeforeTheFunctionWritesTheSecond() throws Exception {
    CountDownLatch firstRead = new CountDownLatch(1);
    try (LocalServer signal =
            new LocalServer(_ -> {
              await(firstRead);
              return HttpResponse.empty(200);
            });
        RawStream answer =
            call(
                api("index.handler", ResponseTransferMode.STREAM),
                "{\"metadata\":{},\"parts\":[\"one\",\"two\"],\"signal\":\"%s\"}"
                    .formatted(signal.uri()))) {
      RawStream.Head head = answer.head();
      String first = answer.chunk().orElseThrow();
      firstRead.countDown();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers().get("Content-Type")).isEqualTo("application/json");
      assertThat(head.headers().get("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(first).isEqualTo("one");
      assertThat(answer.chunk()).contains("two");
      assertThat(answer.chunk()).isEmpty();
    }
  }

  @Test
  void metadataBecomesStatusHeadersAndCookies() throws Exception {
    String metadata =
        """
        {"statusCode":201,"headers":{"X-A":"1","Content-Type":"text/plain","Date":"D"},\
        "multiValueHeaders":{"x-a":["2","3"]},"cookies":["a=1","b=2"]}\
        """;
    try (RawStream answer =
        call(
            api("index.handler", ResponseTransferMode.STREAM),
            "{\"metadata\":" + metadata + ",\"parts\":[\"body\"]}")) {
      RawStream.Head head = answer.head();

      assertThat(head.status()).isEqualTo(201);
      assertThat(head.headers().all("X-A")).containsExactly("2", "3", "1");
      assertThat(head.headers().all("Set-Cookie")).containsExactly("a=1", "b=2");
      assertThat(head.headers().get("Content-Type")).isEqualTo("text/plain");
      assertThat(head.headers().get("x-amzn-Remapped-Date")).isEqualTo("D");
      assertThat(head.headers().get("X-Amzn-Trace-Id")).startsWith("Root=1-");
      assertThat(answer.chunk()).contains("body");
    }
  }

  @Test
  void contentLengthOfTheFunctionIsKept() throws Exception {
    try (RawStream answer =
        call(
            api("index.handler", ResponseTransferMode.STREAM),
            "{\"metadata\":{\"headers\":{\"content-length\":\"4\"}},\"parts\":[\"body\"]}")) {
      RawStream.Head head = answer.head();

      assertThat(head.headers().all("Content-Length")).containsExactly("4");
      assertThat(head.headers().contains("Transfer-Encoding")).isFalse();
      assertThat(answer.bytes(4)).isEqualTo("body");
    }
  }

  @Test
  void streamWithoutMetadataIsMalformed() {
    TestApi api = api("index.handler", ResponseTransferMode.STREAM);

    assertMalformed(send(api, "{\"parts\":[\"{}\"]}"), 500);
    assertMalformed(send(api, "{\"metadata\":{\"body\":\"x\"},\"parts\":[\"x\"]}"), 500);
    assertMalformed(send(api, "{\"metadata\":{\"headers\":[]},\"parts\":[\"x\"]}"), 500);
    assertMalformed(send(api, "{\"metadata\":{}}"), 500);
    assertMalformed(send(api, "{\"parts\":[\"" + "x".repeat(17_000) + "\"]}"), 500);
  }

  @Test
  void errorBeforeTheFirstByteIsAGatewayResponse() {
    TestApi api = api("index.handler", ResponseTransferMode.STREAM);

    assertMalformed(send(api, "{\"fail\":\"before\"}"), 502);
  }

  @Test
  void errorAfterTheFirstByteCutsTheConnection() throws Exception {
    try (RawStream answer =
        call(
            api("index.handler", ResponseTransferMode.STREAM),
            "{\"metadata\":{},\"parts\":[\"one\"],\"fail\":\"after\"}")) {
      answer.head();

      assertThat(answer.chunk()).contains("one");
      assertThat(answer.isCutOff()).isTrue();
    }
  }

  @Test
  void functionThatDoesNotStreamIsMalformed() {
    assertMalformed(send(api("index.plain", ResponseTransferMode.STREAM), "{}"), 500);
  }

  @Test
  void functionThatStreamsForABufferedIntegrationGivesStatusAndHeadersOnly() {
    TestApi api = api("index.handler", ResponseTransferMode.BUFFERED);

    HttpResponse answer =
        send(
            api,
            "{\"metadata\":{\"statusCode\":202,\"headers\":{\"X-A\":\"1\"}},\"parts\":[\"body\"]}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers().get("X-A")).isEqualTo("1");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void slowClientThrottlesTheFunction() throws Exception {
    CountDownLatch allWritten = new CountDownLatch(1);
    try (LocalServer done = new LocalServer(_ -> counted(allWritten));
        RawStream answer =
            call(
                api("index.handler", ResponseTransferMode.STREAM),
                "{\"metadata\":{},\"parts\":[\"first\"],\"megabytes\":96,\"done\":\"%s\"}"
                    .formatted(done.uri()))) {
      assertThat(answer.head().status()).isEqualTo(200);
      assertThat(answer.chunk()).contains("first");

      boolean ranAhead = allWritten.await(1, TimeUnit.SECONDS);
      long read = answer.bytesToTheEnd();

      assertThat(ranAhead).isFalse();
      assertThat(read).isEqualTo(96L * 1_048_576);
      assertThat(allWritten.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void functionContinuesAfterTheClientDisconnects() throws Exception {
    TestApi api = api("index.handler", ResponseTransferMode.STREAM);
    CountDownLatch allWritten = new CountDownLatch(1);
    try (LocalServer done = new LocalServer(_ -> counted(allWritten))) {
      try (RawStream answer =
          call(
              api,
              "{\"metadata\":{},\"parts\":[\"first\"],\"megabytes\":64,\"done\":\"%s\"}"
                  .formatted(done.uri()))) {
        answer.head();
      }

      assertThat(allWritten.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(send(api, "{\"metadata\":{},\"parts\":[\"again\"]}").bodyText()).contains("again");
  }

  private static void assertMalformed(HttpResponse answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
    assertThat(answer.headers().get("x-amzn-ErrorType")).isEqualTo("InternalServerErrorException");
  }

  private static HttpResponse counted(CountDownLatch latch) {
    latch.countDown();
    return HttpResponse.empty(200);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private HttpResponse send(TestApi api, String body) {
    return api.send("POST", "/dev", body);
  }

  private RawStream call(TestApi api, String body) throws IOException {
    return RawStream.post(postern.http().port(), api.host(), "/dev", body);
  }

  private TestApi api(String handler, ResponseTransferMode mode) {
    String name = StreamingFunction.create(lambda, handler);
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    lambda.addPermission(r ->
        r.functionName(name)
            .statementId("s")
            .action("lambda:InvokeFunction")
            .principal("apigateway.amazonaws.com"));
    String path =
        mode == ResponseTransferMode.STREAM
            ? "2021-11-15/functions/%s/response-streaming-invocations"
            : "2015-03-31/functions/%s/invocations";
    String arn = "arn:aws:lambda:us-east-1:000000000000:function:" + name;
    api.method(
        "POST",
        "/",
        i ->
            i.type(IntegrationType.AWS_PROXY)
                .integrationHttpMethod("POST")
                .uri("arn:aws:apigateway:us-east-1:lambda:path/" + path.formatted(arn))
                .responseTransferMode(mode));
    api.deploy("dev");
    return api;
  }
}
