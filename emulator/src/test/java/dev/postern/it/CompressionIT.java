package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.ContentCoding;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests payload compression of requests and responses (aws-behaviour 2.6). */
@ExtendWith(PosternExtension.class)
class CompressionIT {
  private static final String TEXT = "a long answer, a long answer, a long answer, a long answer";

  private final Running postern;

  CompressionIT(Running postern) {
    this.postern = postern;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|GZIP",
        "deflate|DEFLATE",
        "deflate;q=0.5, gzip|GZIP",
        "gzip, deflate, br|GZIP",
        "br, gzip;q=0.9|IDENTITY",
        "identity|IDENTITY",
        "*|IDENTITY",
      })
  void responseHasTheCodingTheClientPrefers(String accepted, ContentCoding coding)
      throws Exception {
    TestApi api = api(10);

    HttpResponse<byte[]> answer = get(api, accepted);

    assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
        .isEqualTo(coding.token());
    assertThat(coding.decode(answer.body(), 1_000).orElseThrow())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(TEXT);
  }

  @Test
  void smallResponsesAndApisWithoutTheSettingAreNotCompressed() throws Exception {
    assertThat(get(api(1_000), "gzip").body()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
    assertThat(get(api(null), "gzip").body()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource({"gzip,GZIP", "deflate,DEFLATE", "identity,IDENTITY"})
  void codedBodyOfARequestIsDecoded(String header, ContentCoding coding) throws Exception {
    TestApi api = echo();

    HttpResponse<byte[]> answer =
        post(api, header, coding.encode("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"br", "gzip"})
  void unknownCodingAndBrokenContentAre415(String header) throws Exception {
    HttpResponse<byte[]> answer =
        post(echo(), header, "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"message\": \"Unsupported Media Type\"}");
  }

  @Test
  void decompressionBombIsTooLong() throws Exception {
    HttpResponse<byte[]> answer =
        post(echo(), "gzip", ContentCoding.GZIP.encode(new byte[20_000_000]));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private TestApi api(Integer minimumSize) {
    TestApi api =
        TestApi.create(
            postern.clients().rest(), postern.http(), r -> r.minimumCompressionSize(minimumSize));
    api.mock("GET", "/p", TEXT).deploy("dev");
    return api;
  }

  /** Makes an API that answers 201 if the body has the number 1 under the key a. */
  private TestApi echo() {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method(
        "POST",
        "/p",
        i ->
            TestApi.mocked(i, "{\"statusCode\": #if($input.path('$.a') == 1) 201 #else 200 #end}"));
    api.response("POST", "/p", "201", r -> r.selectionPattern("201"));
    api.response("POST", "/p", "200", r -> {});
    api.deploy("dev");
    return api;
  }

  private HttpResponse<byte[]> get(TestApi api, String accepted) throws Exception {
    return send(request(api).header("Accept-Encoding", accepted));
  }

  private HttpResponse<byte[]> post(TestApi api, String coding, byte[] body) throws Exception {
    return send(
        request(api)
            .header("Content-Encoding", coding)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(TestApi api) {
    return HttpRequest.newBuilder(
        URI.create(postern.endpoint() + "/_aws/execute-api/" + api.id() + "/dev/p"));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }
}
