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
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Tests the effects of each endpoint type. */
@ExtendWith(PosternExtension.class)
class EndpointTypeIT {
  private static final String ALLOW_ALL =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
        "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}\
      """;

  private static final String HEADERS =
      "#foreach($name in $input.params().header.keySet())$name=$input.params($name);#end";

  private final Running postern;

  EndpointTypeIT(Running postern) {
    this.postern = postern;
  }

  @Test
  void cloudFrontAddsViewerHeadersForAnEdgeOptimizedApi() {
    TestApi api = api(EndpointType.EDGE, HEADERS);

    HttpResponse answer =
        api.get(
            "/dev",
            "user-agent: Mozilla/5.0 (Linux; Android 15) Mobile Safari",
            "x-oDD-name: kept",
            "CloudFront-Viewer-Country: DE");

    assertThat(answer.bodyText())
        .contains(
            "User-Agent=Mozilla/5.0 (Linux; Android 15) Mobile Safari;",
            "x-oDD-name=kept;",
            "CloudFront-Forwarded-Proto=http;",
            "CloudFront-Is-Desktop-Viewer=false;",
            "CloudFront-Is-Mobile-Viewer=true;",
            "CloudFront-Is-SmartTV-Viewer=false;",
            "CloudFront-Is-Tablet-Viewer=false;",
            "CloudFront-Viewer-Country=DE;")
        .containsPattern("Via=1\\.1 [0-9a-f]{32}\\.cloudfront\\.net \\(CloudFront\\);")
        .containsPattern("X-Amz-Cf-Id=" + answer.headers().get("X-Amz-Cf-Id") + ";");
    assertThat(answer.headers().get("X-Amz-Cf-Id")).hasSize(56).endsWith("==");
    assertThat(answer.headers().get("Via")).endsWith(".cloudfront.net (CloudFront)");
    assertThat(answer.headers().first("X-Cache")).contains("Miss from cloudfront");
    assertThat(answer.headers().contains("X-Amz-Cf-Pop")).isTrue();
  }

  @Test
  void cloudFrontMarksErrorsOfUnknownStagesToo() {
    TestApi api = api(EndpointType.EDGE, "here");

    for (String path : new String[] {"/dev/nowhere", "/nostage"}) {
      HttpResponse refused = api.get(path);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.headers().first("X-Cache")).contains("Error from cloudfront");
    }
  }

  @Test
  void aRegionalApiHasNoCloudFrontHeaders() {
    TestApi api = api(EndpointType.REGIONAL, HEADERS);

    HttpResponse answer = api.get("/dev", "user-agent: curl");

    assertThat(answer.bodyText()).contains("user-agent=curl;").doesNotContain("CloudFront");
    assertThat(answer.headers().contains("X-Cache")).isFalse();
    assertThat(answer.headers().contains("Via")).isFalse();
  }

  @Test
  void theEndpointTypeChangesAtOnce() {
    TestApi api = api(EndpointType.EDGE, "here");

    postern
        .clients()
        .rest()
        .updateRestApi(r ->
            r.restApiId(api.id())
                .patchOperations(
                    PatchOperation.builder()
                        .op(Op.REPLACE)
                        .path("/endpointConfiguration/types/EDGE")
                        .value("REGIONAL")
                        .build()));

    assertThat(api.get("/dev").headers().contains("X-Amz-Cf-Id")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "{api}-vpce-0c3d.execute-api.us-east-1.amazonaws.com, '', vpce-0c3d",
    "vpce-0c3d-e4f5.execute-api.us-east-1.vpce.amazonaws.com, x-apigw-api-id: {api}, vpce-0c3d",
    "{api}.execute-api.us-east-1.amazonaws.com, x-amzn-vpce-id: vpce-0c3d, vpce-0c3d",
    "{api}.execute-api.us-east-1.amazonaws.com, '', vpce-0associated",
    "localhost, x-apigw-api-id: {api}, vpce-0associated"
  })
  void aPrivateApiKnowsTheVpcEndpoint(String host, String header, String vpcEndpoint) {
    TestApi api = privateApi("$context.identity.vpceId $input.params('x-amzn-vpce-id')|");

    HttpResponse answer =
        postern
            .http()
            .get(
                host.replace("{api}", api.id()),
                "/dev",
                header.isEmpty() ? "x-none: 1" : header.replace("{api}", api.id()));

    assertThat(answer.bodyText()).isEqualTo("%1$s %1$s|".formatted(vpcEndpoint));
  }

  @Test
  void onlyPrivateApisAreReachedThroughVpcEndpoints() {
    TestApi api = api(EndpointType.REGIONAL, "here");

    HttpResponse answer =
        postern.http().get(api.id() + "-vpce-0c3d.execute-api.us-east-1.amazonaws.com", "/dev");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  private TestApi api(EndpointType type, String responseTemplate) {
    return made(
        TestApi.create(
            postern.clients().rest(),
            postern.http(),
            r -> r.endpointConfiguration(e -> e.types(type))),
        responseTemplate);
  }

  private TestApi privateApi(String responseTemplate) {
    return made(
        TestApi.create(
            postern.clients().rest(),
            postern.http(),
            r ->
                r.policy(ALLOW_ALL)
                    .endpointConfiguration(
                        e -> e.types(EndpointType.PRIVATE).vpcEndpointIds("vpce-0associated"))),
        responseTemplate);
  }

  private static TestApi made(TestApi api, String responseTemplate) {
    api.method("GET", "/", i -> mocked(i, "{\"statusCode\": 200}"));
    api.response(
        "GET", "/", "200", r -> r.responseTemplates(Map.of("application/json", responseTemplate)));
    api.deploy("dev");
    return api;
  }
}
