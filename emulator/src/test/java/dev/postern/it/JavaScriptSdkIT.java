package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.testing.LocalServer;
import dev.postern.testing.Program;
import dev.postern.testing.SdkClients;
import dev.postern.testing.Signatures;
import dev.postern.testing.TestApi;
import dev.postern.testing.Zips;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** Tests JavaScript SDKs in Node.js against a running API. */
@ExtendWith(PosternExtension.class)
class JavaScriptSdkIT {
  private static final String ECHO =
      "{\"petId\":\"$input.params('petId')\",\"q\":\"$input.params('q')\","
          + "\"trace\":\"$input.params('X-Trace')\",\"key\":\"$input.params('x-api-key')\"}";

  private static final Program NODE = new Program("node");

  private final Running postern;
  private final ApiGatewayClient rest;
  private final Queue<HttpRequest> received = new ConcurrentLinkedQueue<>();

  @TempDir private Path folder;

  JavaScriptSdkIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  @BeforeEach
  void nodeIsThere() {
    assumeThat(NODE.isThere()).as("node on the PATH").isTrue();
  }

  private TestApi api() {
    return TestApi.create(rest, postern.http());
  }

  private void withParameters(TestApi api, String verb, String path, Map<String, Boolean> names) {
    api.method(
        verb, path, names, integration -> TestApi.mocked(integration, "{\"statusCode\": 200}"));
    api.response(verb, path, "200", r -> r.responseTemplates(Map.of("application/json", ECHO)));
  }

  /** Downloads and unpacks the SDK of the stage {@code dev}. */
  private void unpack(TestApi api) {
    api.deploy("dev");
    byte[] zip =
        rest.getSdk(r -> r.restApiId(api.id()).stageName("dev").sdkType("javascript"))
            .body()
            .asByteArray();
    Zips.unpack(zip, folder);
  }

  /** Runs the body of an async function that has {@code sdk}; returns its result as JSON. */
  private String run(String body) {
    return script(
        """
        const sdk = require('./apiGateway-js-sdk/apigClient.js');
        (async () => { %s })().then((result) => console.log(JSON.stringify(result)));
        """
            .formatted(body));
  }

  private String script(String script) {
    return NODE.run(folder, List.of("-e", script));
  }

  private LocalServer recording() {
    return new LocalServer(request -> {
      received.add(request);
      return new HttpResponse(
          200,
          Headers.builder().set("Content-Type", "application/json").build(),
          "{\"ok\":true}".getBytes(StandardCharsets.UTF_8));
    });
  }

  @Test
  void methodsAreNamedAfterPathAndVerb() {
    TestApi api =
        api()
            .mock("GET", "/", "x")
            .mock("POST", "/pets/{petId}", "x")
            .mock("GET", "/auth-svc/api_docs", "x")
            .mock("DELETE", "/bookAppointment", "x")
            .mock("OPTIONS", "/files/{proxy+}", "x")
            .mock("ANY", "/any", "x");
    unpack(api);
    api.mock("GET", "/undeployed", "x");

    String names = run("return Object.keys(sdk.newClient()).sort();");

    assertThat(names)
        .isEqualTo(
            "[\"authSvcApiDocsGet\",\"bookAppointmentDelete\",\"filesProxyOptions\","
                + "\"petsPetIdPost\",\"rootGet\"]");
  }

  @Test
  void parametersReachTheMethod() {
    TestApi api = api();
    withParameters(
        api,
        "GET",
        "/pets/{petId}",
        Map.of(
            "method.request.path.petId",
            true,
            "method.request.querystring.q",
            true,
            "method.request.header.X-Trace",
            false));
    unpack(api);

    String answer =
        run(
            """
            const client = sdk.newClient({ apiKey: 'k123' });
            const params = { petId: 'a b', q: 'x&y=z', 'X-Trace': 't1' };
            const { status, data, headers } = await client.petsPetIdGet(params);
            return { status, data, type: headers['content-type'] };
            """);

    assertThat(answer)
        .isEqualTo(
            "{\"status\":200,\"data\":{\"petId\":\"a b\",\"q\":\"x&y=z\",\"trace\":\"t1\","
                + "\"key\":\"k123\"},\"type\":\"application/json\"}");
  }

  @Test
  void undeclaredParametersAreSent() {
    unpack(api().mock("GET", "/pets", ECHO));

    String answer =
        run(
            """
            const additional = { headers: { 'X-Trace': 't2' }, queryParams: { q: 'more' } };
            return (await sdk.newClient().petsGet({}, undefined, additional)).data;
            """);

    assertThat(answer).contains("\"q\":\"more\"", "\"trace\":\"t2\"");
  }

  @Test
  void bodyAndDefaultTypesAreSent() throws Exception {
    try (LocalServer backend = recording()) {
      TestApi api =
          api()
              .method(
                  "POST",
                  "/pets",
                  i ->
                      i.type("HTTP_PROXY")
                          .integrationHttpMethod("POST")
                          .uri(backend.uri() + "/in"));
      unpack(api);

      String answer =
          run(
              """
              const first = await sdk.newClient().petsPost({}, { name: 'rex' });
              const config = { defaultContentType: 'text/plain', defaultAcceptType: 'text/html' };
              await sdk.newClient(config).petsPost(null, 'as it is');
              return first.data;
              """);

      assertThat(answer).isEqualTo("{\"ok\":true}");
      HttpRequest json = received.remove();
      assertThat(new String(json.body(), StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"rex\"}");
      assertThat(json.headers().get("Content-Type")).isEqualTo("application/json");
      HttpRequest text = received.remove();
      assertThat(new String(text.body(), StandardCharsets.UTF_8)).isEqualTo("as it is");
      assertThat(text.headers().get("Content-Type")).isEqualTo("text/plain");
      assertThat(text.headers().get("Accept")).isEqualTo("text/html");
    }
  }

  @Test
  void greedyVariableKeepsItsSlashes() {
    TestApi api = api().mock("GET", "/files/{proxy+}", "{\"path\":\"$input.params('proxy')\"}");
    unpack(api);

    String answer = run("return (await sdk.newClient().filesProxyGet({ proxy: 'a/b c/d' })).data;");

    assertThat(answer).isEqualTo("{\"path\":\"a/b c/d\"}");
  }

  @Test
  void missingRequiredParameterIsRefusedBeforeTheCall() {
    TestApi api = api();
    withParameters(api, "GET", "/pets/{petId}", Map.of("method.request.header.X-Trace", true));
    unpack(api);

    String message =
        run("return sdk.newClient().petsPetIdGet({}).catch((error) => error.message);");

    assertThat(message).isEqualTo("\"Missing required parameters: petId, X-Trace\"");
  }

  @Test
  void errorStatusRejectsThePromise() {
    TestApi api = api().method("GET", "/pets", i -> TestApi.mocked(i, "{\"statusCode\": 404}"));
    api.response(
        "GET",
        "/pets",
        "404",
        r -> r.responseTemplates(Map.of("application/json", "{\"message\":\"none\"}")));
    unpack(api);

    String caught =
        run(
            """
            try {
              return await sdk.newClient().petsGet();
            } catch (error) {
              return [error.status, error.data, error.response.status];
            }
            """);

    assertThat(caught).isEqualTo("[404,{\"message\":\"none\"},404]");
  }

  @Test
  void requestsAreSignedAsAwsSignsThem() throws Exception {
    TestApi api = api();
    withParameters(
        api,
        "POST",
        "/pets/{petId}",
        Map.of("method.request.querystring.q", false, "method.request.header.X-Trace", false));
    unpack(api);
    try (LocalServer server = recording();
        SdkClients clients = new SdkClients(server.uri())) {
      // A request of AWS's own SDK checks the computation itself.
      clients
          .lambda()
          .getFunction(r -> r.functionName("arn:aws:lambda:us-east-1:000000000000:function:f"));

      run(
          """
          const client = sdk.newClient({
            invokeUrl: '%s/dev/', accessKey: 'AKID', secretKey: 'secret', sessionToken: 'TOKEN'
          });
          const params = { petId: "a b/c'(*)~", q: ['z', 'a b', 'é'], 'X-Trace': ' two  spaces ' };
          await client.petsPetIdPost(params, { name: 'Ünï' });
          await client.petsPetIdPost({ petId: 1 });
          return 1;
          """
              .formatted(server.uri()));
    }

    assertThat(received).hasSize(3);
    for (HttpRequest request : received) {
      Signatures.Both signature = Signatures.of(request, "secret");
      assertThat(signature.sent()).isEqualTo(signature.computed());
    }
    received.remove();
    HttpRequest withBody = received.remove();
    assertThat(Signatures.of(withBody, "secret").scope())
        .endsWith("/us-east-1/execute-api/aws4_request");
    assertThat(withBody.headers().get("x-amz-security-token")).isEqualTo("TOKEN");
    assertThat(withBody.headers().get("Authorization")).contains("Credential=AKID/");
  }

  @Test
  void scriptsOfAPageDefineTheFactory() {
    unpack(api().mock("GET", "/pets", "{\"ok\":1}"));

    String answer =
        script(
            """
            const vm = require('vm');
            const page = vm.createContext({ fetch, URL, TextEncoder });
            const core = 'lib/apiGatewayCore/';
            [core + 'sigV4Client.js', core + 'apiGatewayClient.js', core + 'simpleHttpClient.js',
              core + 'utils.js', 'apigClient.js'].forEach((name) =>
                vm.runInContext(require('fs').readFileSync('apiGateway-js-sdk/' + name, 'utf8'), page));
            vm.runInContext("apigClientFactory.newClient({ accessKey: 'a', secretKey: 'b' }).petsGet()", page)
              .then((response) => console.log(response.status));
            """);

    assertThat(answer).isEqualTo("200");
  }

  @Test
  void apiWithOnlyAnyMethodsHasNoClient() {
    TestApi api = api().mock("ANY", "/pets", "x");
    api.deploy("dev");

    byte[] zip =
        rest.getSdk(r -> r.restApiId(api.id()).stageName("dev").sdkType("javascript"))
            .body()
            .asByteArray();

    assertThat(Zips.names(zip))
        .contains("apiGateway-js-sdk/README.md")
        .doesNotContain("apiGateway-js-sdk/apigClient.js");
  }
}
