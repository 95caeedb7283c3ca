package dev.postern.it;

import static dev.postern.testing.TestApi.mocked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests MOCK integrations: worked examples E3 and E4, response mapping, overrides. */
@ExtendWith(PosternExtension.class)
class MockIT {
  private final Running postern;

  MockIT(Running postern) {
    this.postern = postern;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"statusCode": 404} | 404 | not found
          {statusCode: 200} | 200 | fine
          {"statusCode": 403} | 403 | forbidden
          {"statusCode": 500} | 200 | fine
          {"statusCode": "404"} | 500 | {"message": "Internal server error"}
          {} | 500 | {"message": "Internal server error"}
          #set($context.responseOverride.status = 444){"statusCode": 200} | 444 | fine
          """)
  void statusOfTheTemplateSelectsTheResponse(String template, int status, String body) {
    TestApi api = api();
    api.method("GET", "/", i -> mocked(i, template));
    api.response("GET", "/", "200", r -> r.responseTemplates(json("fine")));
    api.response(
        "GET", "/", "403", r -> r.selectionPattern("4\\d\\d").responseTemplates(json("forbidden")));
    api.response(
        "GET", "/", "404", r -> r.selectionPattern("4\\d\\d").responseTemplates(json("not found")));
    api.deploy("dev");

    HttpResponse answer = api.get("/dev");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.bodyText()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "WHEN_NO_MATCH, application/json; charset=utf-8, 201",
    "WHEN_NO_MATCH, text/plain, 202",
    "WHEN_NO_TEMPLATES, text/plain, 415",
    "NEVER, text/plain, 415",
    "NEVER, application/json, 201"
  })
  void passthroughBehaviourAppliesIfNoTemplateMatches(
      String behavior, String contentType, int status) {
    TestApi api = api();
    api.method("POST", "/", i -> mocked(i.passthroughBehavior(behavior), "{\"statusCode\": 201}"));
    api.response("POST", "/", "201", r -> r.selectionPattern("201"));
    api.response("POST", "/", "202", r -> r.selectionPattern("202"));
    api.deploy("dev");

    HttpResponse answer =
        api.send("POST", "/dev", "{\"statusCode\": 202}", "Content-Type: " + contentType);

    assertThat(answer.status()).isEqualTo(status);
    if (status == 415) {
      assertThat(answer.bodyText()).isEqualTo("{\"message\": \"Unsupported Media Type\"}");
    }
  }

  @Test
  void responseParametersAndOverridesMakeHeaders() {
    TestApi api = api();
    api.method("GET", "/", i -> mocked(i, "{\"statusCode\": 200}"));
    api.response(
        "GET",
        "/",
        "200",
        Map.of(
            "method.response.header.X-Static", false,
            "method.response.header.X-Stage", false,
            "method.response.header.X-None", false),
        r ->
            r.responseParameters(
                    Map.of(
                        "method.response.header.X-Static", "'a b'",
                        "method.response.header.X-Stage", "context.stage",
                        "method.response.header.X-None", "stageVariables.none"))
                .responseTemplates(
                    json(
                        "#set($context.responseOverride.header.X-Static = 'over')"
                            + "#set($context.responseOverride.header.X-New = $context.apiId)"
                            + "body")));
    api.deploy("dev");

    HttpResponse answer = api.get("/dev");

    assertThat(answer.bodyText()).isEqualTo("body");
    assertThat(answer.headers().all("X-Static")).containsExactly("over");
    assertThat(answer.headers().first("X-Stage")).contains("dev");
    assertThat(answer.headers().first("X-New")).contains(api.id());
    assertThat(answer.headers().contains("X-None")).isFalse();
  }

  @Test
  void requestAndContextAreVisibleInTheResponseTemplate() {
    TestApi api = api();
    api.method("ANY", "/{a}/{proxy+}", i -> mocked(i, "{\"statusCode\": 200}"));
    api.response(
        "ANY",
        "/{a}/{proxy+}",
        "200",
        r ->
            r.responseTemplates(
                json(
                    "$input.params('a') $input.params().path.proxy $input.params('q')"
                        + " $input.params().header.get('X-H') $context.httpMethod"
                        + " $context.resourcePath $context.identity.sourceIp [$input.body]")));
    api.deploy("dev");

    HttpResponse answer = api.send("PUT", "/dev/x%20y/b/c?q=1&q=2", "{}", "X-H: h");

    assertThat(answer.bodyText()).isEqualTo("x y b/c 2 h PUT /{a}/{proxy+} 127.0.0.1 [{}]");
  }

  private static Map<String, String> json(String template) {
    return Map.of("application/json", template);
  }

  private TestApi api() {
    return TestApi.create(postern.clients().rest(), postern.http());
  }
}
