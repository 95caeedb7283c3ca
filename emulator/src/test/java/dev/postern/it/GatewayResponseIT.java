package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.http.HttpResponse;
import dev.postern.testing.TestApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;

/** Tests when customised gateway responses apply; their form is tested in {@code testdata/rest}. */
@ExtendWith(PosternExtension.class)
class GatewayResponseIT {
  private final ApiGatewayClient rest;
  private final TestApi api;

  GatewayResponseIT(Running postern) {
    this.rest = postern.clients().rest();
    this.api = TestApi.create(rest, postern.http()).mock("GET", "/", "ok");
  }

  @Test
  void changeTakesEffectWithTheNextDeployment() {
    api.deploy("dev");
    rest.putGatewayResponse(r ->
        r.restApiId(api.id())
            .responseType(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN)
            .statusCode("404"));

    HttpResponse before = api.get("/dev/nothing");
    api.deploy("dev");
    HttpResponse after = api.get("/dev/nothing");

    assertThat(before.status()).isEqualTo(403);
    assertThat(after.status()).isEqualTo(404);
  }

  @Test
  void defaultTypeAppliesToTypesThatAreNotCustomised() {
    rest.putGatewayResponse(r ->
        r.restApiId(api.id())
            .responseType(GatewayResponseType.DEFAULT_4_XX)
            .responseParameters(
                Map.of("gatewayresponse.header.Access-Control-Allow-Origin", "'*'")));
    api.deploy("dev");

    HttpResponse answer = api.get("/dev/nothing");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().first("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
  }
}
