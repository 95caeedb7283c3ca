package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.control.rest.RestFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponsesRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponsesResponse;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseResponse;

class GatewayResponsesTest {
  private static final Map<String, String> DEFAULT_TEMPLATES =
      Map.of("application/json", "{\"message\":$context.error.messageString}");

  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  private PutGatewayResponseRequest.Builder put(String type) {
    return PutGatewayResponseRequest.builder().restApiId(api.id()).responseType(type);
  }

  private GetGatewayResponseResponse get(String type) {
    return rest.call(
        GetGatewayResponseRequest.builder().restApiId(api.id()).responseType(type).build());
  }

  private UpdateGatewayResponseRequest update(String type, String... operations) {
    return UpdateGatewayResponseRequest.builder()
        .restApiId(api.id())
        .responseType(type)
        .patchOperations(patches(operations))
        .build();
  }

  private DeleteGatewayResponseRequest delete(String type) {
    return DeleteGatewayResponseRequest.builder().restApiId(api.id()).responseType(type).build();
  }

  @Test
  void allTypesAreListedAlphabetically() {
    GetGatewayResponsesResponse list =
        rest.call(GetGatewayResponsesRequest.builder().restApiId(api.id()).build());

    assertThat(list.items()).hasSize(21).allMatch(GatewayResponse::defaultResponse);
    assertThat(list.items()).extracting(GatewayResponse::responseTypeAsString).isSorted();
    assertThat(list.position()).isNull();
  }

  @Test
  void uncustomisedTypeHasDefaults() {
    GetGatewayResponseResponse throttled = get("THROTTLED");

    assertThat(throttled.statusCode()).isEqualTo("429");
    assertThat(throttled.defaultResponse()).isTrue();
    assertThat(throttled.hasResponseParameters()).isTrue();
    assertThat(throttled.responseParameters()).isEmpty();
    assertThat(throttled.responseTemplates()).isEqualTo(DEFAULT_TEMPLATES);
    assertThat(get("DEFAULT_4XX").statusCode()).isNull();
  }

  @Test
  void putReplacesTheResponseAndDeleteRestoresTheDefault() {
    rest.<SdkPojo>call(
        put("THROTTLED").responseParameters(Map.of("gatewayresponse.header.a", "'x'")).build());

    PutGatewayResponseResponse response = rest.call(put("THROTTLED").statusCode("503").build());

    assertThat(response.statusCode()).isEqualTo("503");
    assertThat(response.defaultResponse()).isFalse();
    assertThat(response.responseParameters()).isEmpty();
    assertThat(response.responseTemplates()).isEqualTo(DEFAULT_TEMPLATES);
    rest.<SdkPojo>call(delete("THROTTLED"));
    assertThat(get("THROTTLED").defaultResponse()).isTrue();
    rest.refused(delete("THROTTLED"), 404, "Gateway response type not defined on api");
  }

  @Test
  void uncustomisedTypesInheritFromTheirFamily() {
    rest.<SdkPojo>call(put("INTEGRATION_TIMEOUT").build());
    rest.<SdkPojo>call(
        put("DEFAULT_5XX")
            .statusCode("555")
            .responseParameters(Map.of("gatewayresponse.header.a", "'x'"))
            .build());

    GetGatewayResponseResponse failure = get("INTEGRATION_FAILURE");
    assertThat(failure.statusCode()).isEqualTo("555");
    assertThat(failure.responseParameters()).containsOnly(entry("gatewayresponse.header.a", "'x'"));
    assertThat(failure.responseTypeAsString()).isEqualTo("INTEGRATION_FAILURE");
    assertThat(failure.defaultResponse()).isTrue();
    assertThat(get("INTEGRATION_TIMEOUT").statusCode()).isEqualTo("504");
    assertThat(get("THROTTLED").statusCode()).isEqualTo("429");
  }

  @Test
  void updateOfAnUncustomisedTypeCustomisesIt() {
    UpdateGatewayResponseResponse response =
        rest.call(
            update(
                "ACCESS_DENIED",
                "replace /statusCode 404",
                "add /responseParameters/gatewayresponse.header.a context.requestId",
                "replace /responseTemplates/application~1json {}"));

    assertThat(response.statusCode()).isEqualTo("404");
    assertThat(response.defaultResponse()).isFalse();
    assertThat(response.responseParameters())
        .containsOnly(entry("gatewayresponse.header.a", "context.requestId"));
    assertThat(response.responseTemplates()).containsOnly(entry("application/json", "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          add /statusCode 400; 400; Invalid patch path /statusCode
          remove /statusCode; 400; Invalid patch path /statusCode
          replace /responseTemplates x; 400; Invalid patch path /responseTemplates
          replace /wrongPath x; 400; Invalid patch path /wrongPath
          add /responseParameters/gatewayresponse.header.a; 400; Invalid null or empty value in responseParameters
          add /responseTemplates/a~1b; 400; Invalid null or empty value in responseTemplates
          replace /responseParameters/gatewayresponse.header.a 'x'; 404; Invalid parameter name specified
          remove /responseTemplates/a~1b; 404; Content-Type specified was not found
          """)
  void invalidUpdateIsRefused(String operation, int status, String text) {
    rest.refused(update("THROTTLED", "replace /statusCode 503", operation), status, text);
  }

  @Test
  void invalidPutIsRefused() {
    rest.refused(
        put("THROTTLED").responseParameters(Map.of("method.response.header.a", "'x'")).build(),
        400,
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid"
            + " mapping expression specified: method.response.header.a]");
    rest.refused(
        put("THROTTLED").restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
  }
}
