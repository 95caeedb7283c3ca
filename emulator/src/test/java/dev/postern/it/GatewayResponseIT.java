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

/** Customised gateway responses: worked example E16. */
@ExtendWith(PosternExtension.class)
class GatewayResponseIT {
  private final ApiGatewayClient rest;
  private final TestApi api;

  GatewayResponseIT(Running postern) {
    this.rest = postern.clients().rest();
    this.api = TestApi.create(rest, postern.http()).mock("GET", "/", "ok");
  }

  @Test
  void customisedTypeAnswersWithItsStatusHeadersAndTemplate() {
    rest.putGatewayResponse(r ->
        r.restApiId(api.id())
            .responseType(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN)
            .statusCode("404")
            .responseParameters(
                Map.of(
                    "gatewayresponse.header.X-Lang", "method.request.header.Accept-Language",
                    "gatewayresponse.header.X-S", "'a'"))
            .responseTemplates(
                Map.of(
                    "application/json",
                    "{\"m\":$context.error.messageString,\"t\":\"$context.error.responseType\","
                        + "\"v\":\"$stageVariables.color\"}")));
    api.deploy("dev", Map.of("color", "red"));

    HttpResponse answer = api.get("/dev/nothing", "Accept-Language: fr");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers().first("X-Lang")).contains("fr");
    assertThat(answer.headers().first("X-S")).contains("a");
    assertThat(answer.headers().first("x-amzn-ErrorType"))
        .contains("MissingAuthenticationTokenException");
    assertThat(answer.bodyText())
        .isEqualTo(
            "{\"m\":\"Missing Authentication Token\",\"t\":\"MISSING_AUTHENTICATION_TOKEN\","
                + "\"v\":\"red\"}");
  }

  @Test
  void familyEntryStandsInForTypesThatAreNotCustomised() {
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
