package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.RawBackend;
import dev.postern.testing.RawHttp2;
import dev.postern.testing.RawHttp2.Outcome;
import dev.postern.testing.TestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;

/**
 * Tests HTTP/2 requests with content that would be syntax in HTTP/1.1, the protocol of backends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHttp2IT {
  private final Running postern = PosternExtension.withOptions(Map.of("tls-port", "0"));
  private final int port = postern.startTls();
  private final RawBackend backend = RawBackend.ok();
  private final TestApi api;

  HostileHttp2IT() {
    this.api =
        TestApi.create(postern.clients().rest(), postern.http())
            .method(
                "ANY",
                "/a",
                i ->
                    i.type(IntegrationType.HTTP_PROXY)
                        .integrationHttpMethod("ANY")
                        .uri(backend.url()));
    api.deploy("dev");
  }

  @AfterAll
  void close() {
    backend.close();
    postern.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":authority|other.example",
        "host|other.example",
        ":path|/dev/b",
        ":foo|b",
        "X-Upper|b",
        "x-a\r\nx-b: c|d",
        "x a|b",
        "x:a|b",
        "|b",
        "x-a|b\r\nx-b: c",
        "x-a|b\nx-b: c",
        "x-a|b\u0000c",
        "x-a|b\u0001c",
        "connection|close",
        "transfer-encoding|chunked",
        "upgrade|websocket",
        "content-length|9",
        "content-length|abc",
        "content-length|-5",
        "content-length|+0",
      })
  void forbiddenFieldIsRefused(String field) throws Exception {
    String[] nameAndValue = field.split("\\|", 2);

    assertRefused(outcome("GET", "/dev/a", nameAndValue));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/dev/a HTTP/1.1\r\nx-a: b\r\n\r\n",
        "/dev/a b",
        "/dev/a#b",
        "dev/a",
        "*",
        "http://other.example/dev/a",
      })
  void malformedPathIsRefused(String path) throws Exception {
    assertRefused(outcome("GET", path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nx-a: b\r\n\r\n", "GET /x", "CONNECT"})
  void malformedVerbReachesNoBackend(String verb) throws Exception {
    Outcome outcome = outcome(verb, "/dev/a");

    if (outcome instanceof Outcome.Answered(int status, String _)) {
      assertThat(status).isBetween(400, 499);
    }
    assertThat(backend.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "5", "abc", "-5", "+4"})
  void bodyThatContradictsItsContentLengthReachesNoBackend(String length) throws Exception {
    try (RawHttp2 client = RawHttp2.connect(port)) {
      client.head(false, head("POST", "/dev/a", "content-length", length));
      client.body("abcd");

      assertRefused(client.outcome());
    }
  }

  @Test
  void tooLargeContentLengthIsRefusedAndTheConnectionStaysOpen() throws Exception {
    try (RawHttp2 client = RawHttp2.connect(port)) {
      client.head(false, head("POST", "/dev/a", "content-length", "10485761"));

      assertThat(client.outcome())
          .isEqualTo(new Outcome.Answered(413, "HTTP content length exceeded 10485760 bytes."));
      assertThat(client.isAlive()).isTrue();
    }
  }

  @Test
  void apiSeesHttp11() throws Exception {
    api.mock("GET", "/seen", "$context.protocol $input.params('Host') [$input.params('Cookie')]")
        .deploy("other");

    assertThat(outcome("GET", "/other/seen", "cookie", "a=1", "cookie", "b=2"))
        .isEqualTo(new Outcome.Answered(200, "HTTP/1.1 " + api.host() + " [a=1; b=2]"));
  }

  @Test
  void bodyIsForwardedWithItsLength() throws Exception {
    try (RawHttp2 client = RawHttp2.connect(port)) {
      client.head(false, head("POST", "/dev/a", "te", "trailers"));
      client.body("abcd");

      assertThat(client.outcome()).isInstanceOf(Outcome.Answered.class);
      assertThat(backend.takeRequest())
          .startsWith("POST / HTTP/1.1\r\n")
          .containsIgnoringCase("\r\nContent-Length: 4\r\n")
          .endsWith("\r\n\r\nabcd");
    }
  }

  private Outcome outcome(String verb, String path, String... more) throws Exception {
    try (RawHttp2 client = RawHttp2.connect(port)) {
      client.head(true, head(verb, path, more));
      return client.outcome();
    }
  }

  private String[] head(String verb, String path, String... more) {
    List<String> head =
        new ArrayList<>(
            List.of(":method", verb, ":scheme", "http", ":path", path, ":authority", api.host()));
    head.addAll(List.of(more));
    return head.toArray(String[]::new);
  }

  private void assertRefused(Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      assertThat(answered).isEqualTo(new Outcome.Answered(400, "Bad Request"));
    }
    assertThat(backend.requests()).isZero();
  }
}
