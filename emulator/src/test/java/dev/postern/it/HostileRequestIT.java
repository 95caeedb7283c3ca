package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * Tests requests that are ambiguous or too large. None may reach a backend as anything but one
 * plain request. In the texts, {@code ~} is a line break and {@code H} the line with the API's
 * host.
 */
@ExtendWith(PosternExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestIT {
  private static final String SMUGGLED = "GET /dev/smuggled HTTP/1.1~H~~";

  private final Running postern;
  private final RawBackend backend = RawBackend.ok();
  private final TestApi api;

  HostileRequestIT(Running postern) {
    this.postern = postern;
    this.api =
        TestApi.create(postern.clients().rest(), postern.http())
            .method(
                "ANY",
                "/{proxy+}",
                Map.of("method.request.path.proxy", true),
                i ->
                    i.type(IntegrationType.HTTP_PROXY)
                        .integrationHttpMethod("ANY")
                        .uri(backend.url() + "/{proxy}")
                        .requestParameters(
                            Map.of("integration.request.path.proxy", "method.request.path.proxy")));
    api.deploy("dev");
  }

  @AfterAll
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 6~Transfer-Encoding: chunked~~0~~G",
        "Transfer-Encoding: chunked~Content-Length: 6~~0~~G",
        "Content-Length: 6~Content-Length: 5~~abcdef",
        "Content-Length: 6, 5~~abcdef",
        "Content-Length: abc~~abcd",
        "Content-Length: -5~~abcd",
        "Content-Length: +4~~abcd",
        "Content-Length: 0x4~~abcd",
        "Content-Length: 99999999999999999999~~abcd",
        "Content-Length: ~~abcd",
        "Content-Length: 4 4~~abcd",
        "Content-Length: 4\u0000~~abcd",
        "Content-Length: \u00B2~~abcd",
        "Transfer-Encoding : chunked~~0~~",
        "Transfer-Encoding: xchunked~~0~~",
        "Transfer-Encoding: xchunked~Content-Length: 4~~0~~",
        "Transfer-Encoding: chunked, identity~~0~~",
        "Transfer-Encoding: identity, chunked~~0~~",
        "Transfer-Encoding: gzip, chunked~~0~~",
        "Transfer-Encoding: identity~~0~~",
        "Transfer-Encoding: identity~Content-Length: 4~~0~~",
        "Transfer-Encoding: identity~Transfer-Encoding: chunked~~0~~",
        "Transfer-Encoding: chunked~Transfer-Encoding: identity~~0~~",
        "Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~",
        "Transfer-Encoding: \u000Bchunked~~0~~",
        "Transfer-Encoding: ~~0~~",
        "Transfer-Encoding: chunked~~4;\nabcd~0~~",
        "Transfer-Encoding: chunked~~2;\nxx~4c~0~~",
        "Transfer-Encoding: chunked~~4\nabcd\n0\n\n",
        "Transfer-Encoding: chunked~~4\rabcd~0~~",
        "Transfer-Encoding: chunked~~-4~abcd~0~~",
        "Transfer-Encoding: chunked~~+4~abcd~0~~",
        "Transfer-Encoding: chunked~~0x4~abcd~0~~",
        "Transfer-Encoding: chunked~~fffffffffffffffff~abcd~0~~",
        "Transfer-Encoding: chunked~~ffffffff~abcd~0~~",
        "Transfer-Encoding: chunked~~xyz~abcd~0~~",
        "Transfer-Encoding: chunked~~4~abcdXX0~~",
        "Transfer-Encoding: chunked~~~abcd~0~~",
      })
  void bodyWithAmbiguousLengthIsRefused(String rest) {
    assertRefused("POST /dev/a HTTP/1.1~H~" + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A: b\nX-C: d",
        "X-A: b\rX-C: d",
        "X-A: b\u0000c",
        "X-A: b\u0001c",
        "X-A: b\u007Fc",
        "X-A\u0000: b",
        "X A: b",
        "X-A : b",
        "X(A): b",
        "\u00E4: b",
        ": b",
        "X-A",
        "H",
        "Host: other.example",
      })
  void malformedHeaderLineIsRefused(String line) {
    assertRefused("GET /dev/a HTTP/1.1~H~" + line + "~~");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /dev/a HTTP/1.1~~",
        "GET /dev/a HTTP/1.1~Host: a b/c@d~~",
        "GET /dev/a HTTP/1.1~Host: someone@there:99999~~",
        "GET /dev/a HTTP/1.1~ X-A: b~H~~",
        "GET /dev/a~~",
        "GET /dev/a HTTP/1~H~~",
        "GET /dev/a b HTTP/1.1~H~~",
        "GET /dev/a\u0000b HTTP/1.1~H~~",
        "GET /dev/a\u0001 HTTP/1.1~H~~",
        "GET /dev/\u00E4 HTTP/1.1~H~~",
        "GET /dev/a#b HTTP/1.1~H~~",
        "GET dev/a HTTP/1.1~H~~",
        "GET ?a HTTP/1.1~H~~",
        "GET a:b HTTP/1.1~H~~",
        "GET * HTTP/1.1~H~~",
        "OPTIONS * HTTP/1.1~H~~",
        "CONNECT other.example:443 HTTP/1.1~H~~",
        "CONNECT other.example:443 HTTP/1.1~Host: other.example:443~~",
        "GET http://other.example/dev/a HTTP/1.1~H~~",
        "GET http://{host}/dev/a HTTP/1.1~Host: other.example~~",
        "GET http://{host}.other.example/dev/a HTTP/1.1~H~~",
        "GET http://{host}?x=/dev/a HTTP/1.1~H~~",
        "GET ftp://{host}/dev/a HTTP/1.1~H~~",
        "GE(T /dev/a HTTP/1.1~H~~",
        "GE\u0000T /dev/a HTTP/1.1~H~~",
        "GET /dev/a HTTP/1.1\nH\n\n",
        "\u0016\u0003\u0001\u0000\u00A5\u0001~~",
      })
  void malformedRequestLineOrHostIsRefused(String request) {
    assertRefused(request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "TRACE", "FOO", "get"})
  void unknownVerbMatchesNoMethod(String verb) {
    HttpResponse answer = send(verb + " /dev/a HTTP/1.1~H~Connection: close~~");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(backend.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4~~abcd",
        "Content-Length: 00000000000000000004~~abcd",
        "Content-Length: 4 \t~~abcd",
        "Transfer-Encoding: chunked~~4~abcd~0~~",
        "Transfer-Encoding:\tChUnKeD~~4~abcd~0~~",
        "Transfer-Encoding:~ chunked~~4~abcd~0~~",
        "Transfer-Encoding: chunked~~4;a=b~abcd~0~~",
        "Transfer-Encoding: chunked~~2~ab~2~cd~0~X-Trailer: 1~Content-Length: 99~~",
      })
  void bodyIsForwardedWithItsLengthForEveryFraming(String rest) {
    HttpResponse answer = send("POST /dev/a HTTP/1.1~H~Connection: close~" + rest);
    String forwarded = backend.takeRequest();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(forwarded).startsWith("POST /a HTTP/1.1\r\n").endsWith("\r\n\r\nabcd");
    assertThat(forwarded).containsIgnoringCase("\r\nContent-Length: 4\r\n");
    assertThat(forwarded).doesNotContainIgnoringCase("Transfer-Encoding", "X-Trailer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/dev/a%0d%0aX-A:%20b /a%0D%0AX-A:%20b",
        "/dev/a%00b /a%00b",
        "/dev/a%3Fb%23c /a%3Fb%23c",
        "/dev/a%zz /a%25zz",
        "/dev/a% /a%25",
        "/dev/a\"<>\\^`{|}b /a%22%3C%3E%5C%5E%60%7B%7C%7Db",
        "/dev/a?x=%0d%0aX-A:%20b /a?x=%0D%0AX-A%3A%20b",
        "/dev/a?x=%zz&%=1 /a?x=%25zz&%25=1",
        "//dev/a /a",
      })
  void oddPathIsForwardedEncoded(String sent, String forwarded) {
    HttpResponse answer = send("GET " + sent + " HTTP/1.1~H~Connection: close~~");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(backend.takeRequest()).startsWith("GET " + forwarded + " HTTP/1.1\r\n");
  }

  @Test
  void foldedHeaderLineIsOneLine() {
    send("GET /dev/a HTTP/1.1~H~Connection: close~X-A: b~  X-B: c~~");

    assertThat(backend.takeRequest()).contains("\r\nX-A: b X-B: c\r\n");
  }

  @Test
  void urlOfTheSameHostIsItsPath() {
    HttpResponse answer = send("GET http://{host}/dev/a HTTP/1.1~H~Connection: close~~");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(backend.takeRequest()).startsWith("GET /a HTTP/1.1\r\n");
  }

  @Test
  void requestAfterABodyIsASecondRequest() {
    send("GET /dev/a HTTP/1.1~H~Content-Length: 4~~abcdGET /dev/b HTTP/1.1~H~Connection: close~~");

    assertThat(backend.takeRequest()).startsWith("GET /a HTTP/1.1\r\n").endsWith("\r\n\r\nabcd");
    assertThat(backend.takeRequest()).startsWith("GET /b HTTP/1.1\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {10_241, 20_000})
  void urlThatIsTooLongIsRefused(int length) {
    HttpResponse answer = send("GET /dev/" + "a".repeat(length - prefixLength()) + " HTTP/1.1~H~~");

    assertPlain(answer, 414, "An HTTP line is larger than 10240 bytes.");
  }

  @Test
  void urlOfMaximumLengthIsServed() {
    String path = "a".repeat(10_240 - prefixLength());

    HttpResponse answer = send("GET /dev/" + path + " HTTP/1.1~H~Connection: close~~");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(backend.takeRequest()).startsWith("GET /" + path);
  }

  private int prefixLength() {
    return ("http://" + api.host() + "/dev/").length();
  }

  @Test
  void arnOfAMethodWithAuthorizationIsLimited() {
    TestApi open = TestApi.create(postern.clients().rest(), postern.http());
    TestApi guarded = TestApi.create(postern.clients().rest(), postern.http());
    TestApi governed =
        TestApi.create(
            postern.clients().rest(),
            postern.http(),
            r -> r.policy("{\"Version\": \"2012-10-17\", \"Statement\": []}"));
    for (TestApi each : List.of(open, guarded, governed)) {
      each.mock("GET", "/{id}", "{}");
    }
    PatchOperation guard =
        PatchOperation.builder().op(Op.REPLACE).path("/authorizationType").value("AWS_IAM").build();
    String resource = guarded.resource("/{id}");
    postern
        .clients()
        .rest()
        .updateMethod(r ->
            r.restApiId(guarded.id())
                .resourceId(resource)
                .httpMethod("GET")
                .patchOperations(guard));
    for (TestApi each : List.of(open, guarded, governed)) {
      each.deploy("dev");
    }
    String front = "arn:aws:execute-api:us-east-1:000000000000:" + open.id() + "/dev/GET/";
    String longest = "/dev/" + "a".repeat(1_600 - front.length());

    assertThat(open.get(longest + "a").status()).isEqualTo(200);
    assertThat(governed.get(longest).status()).isEqualTo(403);
    assertThat(guarded.get(longest).status()).isNotEqualTo(414);
    for (TestApi each : List.of(guarded, governed)) {
      HttpResponse answer = each.get(longest + "a");

      assertThat(answer.status()).isEqualTo(414);
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Request URI too long\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10_000})
  void tooLargeHeadersAreRefused(int more) {
    int others = ("Host: " + api.host() + "~~X-A: ~~").length();

    HttpResponse answer =
        send("GET /dev/a HTTP/1.1~H~X-A: " + "b".repeat(10_240 - others + more) + "~~");

    assertPlain(answer, 431, "HTTP header is larger than 10240 bytes.");
  }

  @Test
  void headersOfMaximumSizeAreServed() {
    int others = ("Host: " + api.host() + "~~Connection: close~~X-A: ~~").length();

    HttpResponse answer =
        send("GET /dev/a HTTP/1.1~H~Connection: close~X-A: " + "b".repeat(10_240 - others) + "~~");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(backend.takeRequest()).contains("\r\nX-A: bbb");
  }

  @Test
  void clientThatSendsTooMuchSeesTheAnswer() {
    String body = "x".repeat(30_000_000);

    HttpResponse told = send("POST /dev/a HTTP/1.1~H~Content-Length: 30000000~~" + body);
    HttpResponse untold =
        send("POST /dev/a HTTP/1.1~H~Transfer-Encoding: chunked~~1c9c380~" + body + "~0~~");

    assertPlain(told, 413, "HTTP content length exceeded 10485760 bytes.");
    assertThat(untold.status()).isEqualTo(413);
    assertThat(untold.bodyText()).isEqualTo("{\"message\": \"Request Too Long\"}");
    assertThat(untold.headers().get("x-amzn-ErrorType")).isEqualTo("RequestTooLargeException");
    assertThat(backend.requests()).isZero();
  }

  @Test
  void continueIsSentUnlessTheBodyIsTooLarge() throws IOException {
    HttpResponse refused =
        send("POST /dev/a HTTP/1.1~H~Expect: 100-continue~Content-Length: 10485761~~");

    assertThat(refused.status()).isEqualTo(413);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), postern.http().port())) {
      socket
          .getOutputStream()
          .write(
              bytes(
                  "POST /dev/a HTTP/1.1~H~Connection: close~Expect: 100-continue~"
                      + "Content-Length: 4~~"));
      InputStream in = socket.getInputStream();
      String word = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(in.readNBytes(word.length()), StandardCharsets.ISO_8859_1))
          .isEqualTo(word);

      socket.getOutputStream().write(bytes("abcd"));

      assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(backend.takeRequest()).endsWith("\r\n\r\nabcd").doesNotContain("Expect");
    }
  }

  @Test
  void lineBreaksOfAClientAddNoHeader() {
    TestApi mapped =
        TestApi.create(postern.clients().rest(), postern.http())
            .method(
                "GET",
                "/{id}",
                Map.of("method.request.path.id", true),
                i ->
                    i.type(IntegrationType.HTTP)
                        .integrationHttpMethod("GET")
                        .uri(backend.url())
                        .requestParameters(
                            Map.of("integration.request.header.X-Id", "method.request.path.id"))
                        .requestTemplates(
                            Map.of(
                                "application/json",
                                "#set($context.requestOverride.header.X-Set ="
                                    + " $input.params('id'))")))
            .response(
                "GET",
                "/{id}",
                "200",
                r ->
                    r.responseTemplates(
                        Map.of(
                            "application/json",
                            "#set($context.responseOverride.header.X-Back ="
                                + " $input.params('id'))")));
    postern
        .clients()
        .rest()
        .putGatewayResponse(r ->
            r.restApiId(mapped.id())
                .responseType(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN)
                .responseParameters(
                    Map.of("gatewayresponse.header.X-Asked", "method.request.querystring.q")));
    mapped.deploy("dev");

    HttpResponse answer = mapped.get("/dev/a%0d%0aX-Forged:%20b");
    HttpResponse refused = mapped.get("/dev/no/such?q=a%0d%0aX-Forged:%20b");

    assertThat(backend.takeRequest())
        .contains("\r\nX-Id: a  X-Forged: b\r\n", "\r\nX-Set: a  X-Forged: b\r\n");
    assertThat(answer.headers().get("X-Back")).isEqualTo("a  X-Forged: b");
    assertThat(answer.headers().contains("X-Forged")).isFalse();
    assertThat(refused.headers().get("X-Asked")).isEqualTo("a  X-Forged: b");
    assertThat(refused.headers().contains("X-Forged")).isFalse();
  }

  /**
   * Asserts that the request is refused and the connection closed, so that the bytes after it are
   * not taken for a request.
   */
  private void assertRefused(String request) {
    HttpResponse answer = send(request + SMUGGLED);

    assertPlain(answer, 400, "Bad Request");
    assertThat(backend.requests()).isZero();
  }

  private static void assertPlain(HttpResponse answer, int status, String text) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.bodyText()).isEqualTo(text);
    assertThat(answer.headers().get("Content-Type")).isEqualTo("text/plain");
  }

  private HttpResponse send(String request) {
    return postern.http().exchange(bytes(request));
  }

  private byte[] bytes(String request) {
    return request
        .replace("~H~", "~Host: {host}~")
        .replace("\nH\n", "\nHost: {host}\n")
        .replace("{host}", api.host())
        .replace("~", "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
