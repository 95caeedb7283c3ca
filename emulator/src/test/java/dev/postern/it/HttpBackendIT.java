package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.RawBackend;
import dev.postern.testing.TestApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;

/** Tests HTTP and HTTP_PROXY integrations: worked examples E7 to E9, and failing backends. */
@ExtendWith(PosternExtension.class)
class HttpBackendIT {
  private final Running postern;

  HttpBackendIT(Running postern) {
    this.postern = postern;
  }

  @Test
  void customIntegrationSendsItsOwnHeadersOnly() {
    try (RawBackend backend = RawBackend.ok()) {
      TestApi api = custom("GET", backend.url() + "/b", Map.of());

      HttpResponse answer = api.get("/dev", "TE: gzip", "User-Agent: u/1", "X-A: 1");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.bodyText()).isEqualTo("{\"ok\":true}");
      String request = backend.takeRequest();
      assertThat(request)
          .startsWith("GET /b HTTP/1.1\r\n")
          .contains("Accept: application/json\r\n")
          .contains("User-Agent: AmazonAPIGateway_" + api.id() + "\r\n")
          .contains("X-Amzn-Apigateway-Api-Id: " + api.id() + "\r\n")
          .containsPattern("X-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}\r\n");
      assertThat(names(request))
          .containsExactlyInAnyOrder(
              "accept", "user-agent", "x-amzn-apigateway-api-id", "x-amzn-trace-id", "host");
    }
  }

  @Test
  void proxyPassesTheClientsHeaders() {
    try (RawBackend backend = RawBackend.ok()) {
      TestApi api = proxy("GET", "/", backend.url() + "/b", Map.of(), Map.of());

      api.get("/dev?x=1&y=a%20b", "TE: gzip", "User-Agent: u/1", "X-A: 1");

      String request = backend.takeRequest();
      assertThat(request)
          .startsWith("GET /b?x=1&y=a%20b HTTP/1.1\r\n")
          .contains("User-Agent: u/1\r\n")
          .contains("X-A: 1\r\n");
      assertThat(names(request)).doesNotContain("te").contains("x-amzn-apigateway-api-id");
    }
  }

  @Test
  void mappedTeIsDroppedForHttpAndContentLengthBreaksEveryType() {
    try (RawBackend backend = RawBackend.ok()) {
      TestApi api = custom("GET", backend.url(), Map.of("integration.request.header.TE", "'x'"));
      assertThat(api.get("/dev").status()).isEqualTo(200);
      assertThat(names(backend.takeRequest())).doesNotContain("te");

      TestApi broken =
          custom("GET", backend.url(), Map.of("integration.request.header.Content-Length", "'1'"));
      assertThat(broken.get("/dev").status()).isEqualTo(500);
    }
  }

  @Test
  void proxyResponseIsForwardedWithSomeHeadersRenamed() {
    try (RawBackend backend =
        RawBackend.answering(
            "HTTP/1.1 201 Created\nServer: nginx\nDate: D\nConnection: keep-alive\nX-B: 2",
            "12345")) {
      TestApi api = proxy("GET", "/", backend.url(), Map.of(), Map.of());

      HttpResponse answer = api.get("/dev");

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.bodyText()).isEqualTo("12345");
      assertThat(answer.headers().first("X-B")).contains("2");
      assertThat(answer.headers().first("x-amzn-Remapped-Server")).contains("nginx");
      assertThat(answer.headers().first("x-amzn-Remapped-Date")).contains("D");
      assertThat(answer.headers().first("x-amzn-Remapped-Connection")).contains("keep-alive");
      assertThat(answer.headers().first("x-amzn-Remapped-Content-Length")).contains("5");
      assertThat(answer.headers().all("Date")).hasSize(1).doesNotContain("D");
      assertThat(answer.headers().all("Content-Length")).containsExactly("5");
      assertThat(answer.headers().contains("X-Amzn-Trace-Id")).isFalse();
      assertThat(answer.headers().contains("Server")).isFalse();
    }
  }

  /** Tests worked example E9. */
  @Test
  void proxyMappingsReplaceHeadersAndAddQueryValues() {
    try (RawBackend backend = RawBackend.ok()) {
      TestApi api =
          proxy(
              "GET",
              "/{id}",
              backend.url() + "/p?v={x}&w=1",
              Map.of(
                  "method.request.path.id", true,
                  "method.request.querystring.q", false,
                  "method.request.header.a", false),
              Map.of(
                  "integration.request.path.x", "method.request.path.id",
                  "integration.request.querystring.w", "method.request.querystring.q",
                  "integration.request.header.H", "method.request.header.a"));

      api.get("/dev/7?q=2&v=3", "a: A", "H: own");

      String request = backend.takeRequest();
      String query = request.substring(request.indexOf('?') + 1, request.indexOf(" HTTP"));
      assertThat(List.of(query.split("&")))
          .containsExactlyInAnyOrder("v=7", "v=3", "w=1", "w=2", "q=2");
      assertThat(request).startsWith("GET /p?").contains("H: A\r\n").doesNotContain("own");
    }
  }

  @Test
  void requestTemplateMakesTheBodyAndResponseTemplateTheResponse() {
    try (RawBackend backend =
        RawBackend.answering("HTTP/1.1 404 Gone\nX-Why: because", "{\"reason\":\"none\"}")) {
      TestApi api = TestApi.create(postern.clients().rest(), postern.http());
      api.method(
          "POST",
          "/",
          i ->
              i.type(IntegrationType.HTTP)
                  .integrationHttpMethod("PUT")
                  .uri(backend.url() + "/t")
                  .requestTemplates(
                      Map.of("application/json", "{\"name\": $input.json('$.pet.name')}")));
      api.response("POST", "/", "200", r -> {});
      api.response(
          "POST",
          "/",
          "404",
          Map.of("method.response.header.X-Reason", false),
          r ->
              r.selectionPattern("4\\d\\d")
                  .responseParameters(
                      Map.of(
                          "method.response.header.X-Reason", "integration.response.header.X-Why"))
                  .responseTemplates(Map.of("application/json", "no: $input.path('$.reason')")));
      api.deploy("dev");

      HttpResponse answer =
          api.send(
              "POST", "/dev", "{\"pet\":{\"name\":\"Rex\"}}", "Content-Type: application/json");

      assertThat(backend.takeRequest())
          .startsWith("PUT /t HTTP/1.1\r\n")
          .contains("Content-Type: application/json\r\n")
          .endsWith("\r\n\r\n{\"name\": \"Rex\"}");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.bodyText()).isEqualTo("no: none");
      assertThat(answer.headers().first("X-Reason")).contains("because");
      assertThat(answer.headers().contains("X-Why")).isFalse();
      assertThat(answer.headers().get("X-Amzn-Trace-Id")).contains("Root=1-", ";Parent=");
    }
  }

  @Test
  void noResponseForTheStatusIsAConfigurationError() {
    try (RawBackend backend = RawBackend.answering("HTTP/1.1 404 Gone", "x")) {
      TestApi api = TestApi.create(postern.clients().rest(), postern.http());
      api.method(
          "GET",
          "/",
          i -> i.type(IntegrationType.HTTP).integrationHttpMethod("GET").uri(backend.url()));
      api.response("GET", "/", "200", r -> r.selectionPattern("200"));
      api.deploy("dev");

      assertThat(api.get("/dev").status()).isEqualTo(500);
    }
  }

  @Test
  void stageVariablesChooseTheBackend() {
    try (RawBackend backend = RawBackend.ok()) {
      TestApi api = TestApi.create(postern.clients().rest(), postern.http());
      api.method(
          "GET",
          "/",
          i ->
              i.type(IntegrationType.HTTP_PROXY)
                  .integrationHttpMethod("GET")
                  .uri("http://${stageVariables.host}/v${stageVariables.version}"));
      api.deploy("dev", Map.of("host", backend.url().substring(7), "version", "2"));
      api.deploy("bare");

      assertThat(api.get("/dev").status()).isEqualTo(200);
      assertThat(backend.takeRequest()).startsWith("GET /v2 HTTP/1.1");
      HttpResponse withoutHost = api.get("/bare");
      assertThat(withoutHost.status()).isEqualTo(500);
      assertThat(withoutHost.bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
    }
  }

  @Test
  void backendThatIsDownIsANetworkError() {
    RawBackend gone = RawBackend.ok();
    String url = gone.url();
    gone.close();

    assertNetworkError(proxy("GET", "/", url, Map.of(), Map.of()).get("/dev"));
  }

  @Test
  void backendThatResetsIsANetworkError() {
    try (RawBackend backend =
        new RawBackend(socket -> {
          socket.setSoLinger(true, 0);
          socket.close();
        })) {
      assertNetworkError(proxy("GET", "/", backend.url(), Map.of(), Map.of()).get("/dev"));
    }
  }

  @Test
  void backendThatAnswersGarbageIsANetworkError() {
    try (RawBackend backend =
        new RawBackend(socket -> {
          socket.getOutputStream().write("what is this\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          socket.close();
        })) {
      assertNetworkError(proxy("GET", "/", backend.url(), Map.of(), Map.of()).get("/dev"));
    }
  }

  @Test
  void slowBackendIsAnIntegrationTimeout() {
    try (RawBackend backend = new RawBackend(_ -> {})) {
      TestApi api = TestApi.create(postern.clients().rest(), postern.http());
      api.method(
          "GET",
          "/",
          i ->
              i.type(IntegrationType.HTTP_PROXY)
                  .integrationHttpMethod("GET")
                  .uri(backend.url())
                  .timeoutInMillis(50));
      api.deploy("dev");

      HttpResponse answer = api.get("/dev");

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Endpoint request timed out\"}");
      assertThat(answer.headers().first("x-amzn-ErrorType"))
          .contains("InternalServerErrorException");
    }
  }

  private static void assertNetworkError(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.bodyText())
        .isEqualTo("{\"message\": \"Network error communicating with endpoint\"}");
  }

  private static List<String> names(String request) {
    return request
        .substring(request.indexOf("\r\n") + 2, request.indexOf("\r\n\r\n"))
        .lines()
        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT))
        .toList();
  }

  private TestApi custom(String verb, String uri, Map<String, String> mappings) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method(
        verb,
        "/",
        i ->
            i.type(IntegrationType.HTTP)
                .integrationHttpMethod(verb)
                .uri(uri)
                .requestParameters(mappings));
    api.response(verb, "/", "200", r -> {});
    api.deploy("dev");
    return api;
  }

  private TestApi proxy(
      String verb,
      String path,
      String uri,
      Map<String, Boolean> parameters,
      Map<String, String> mappings) {
    TestApi api = TestApi.create(postern.clients().rest(), postern.http());
    api.method(
        verb,
        path,
        parameters,
        i ->
            i.type(IntegrationType.HTTP_PROXY)
                .integrationHttpMethod(verb)
                .uri(uri)
                .requestParameters(mappings));
    api.deploy("dev");
    return api;
  }
}
