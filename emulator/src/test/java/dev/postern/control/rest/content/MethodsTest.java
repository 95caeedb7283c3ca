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
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseResponse;

class MethodsTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String root = api.rootResourceId();

  private PutMethodRequest.Builder put(String verb) {
    return PutMethodRequest.builder()
        .restApiId(api.id())
        .resourceId(root)
        .httpMethod(verb)
        .authorizationType("NONE");
  }

  private UpdateMethodRequest update(String... operations) {
    return UpdateMethodRequest.builder()
        .restApiId(api.id())
        .resourceId(root)
        .httpMethod("GET")
        .patchOperations(patches(operations))
        .build();
  }

  private PutMethodResponseRequest.Builder putResponse(String statusCode) {
    return PutMethodResponseRequest.builder()
        .restApiId(api.id())
        .resourceId(root)
        .httpMethod("GET")
        .statusCode(statusCode);
  }

  private UpdateMethodResponseRequest updateResponse(String... operations) {
    return UpdateMethodResponseRequest.builder()
        .restApiId(api.id())
        .resourceId(root)
        .httpMethod("GET")
        .statusCode("200")
        .patchOperations(patches(operations))
        .build();
  }

  private GetMethodRequest get(String resourceId, String verb) {
    return GetMethodRequest.builder()
        .restApiId(api.id())
        .resourceId(resourceId)
        .httpMethod(verb)
        .build();
  }

  @Test
  void putSetsDefaultsOfAMethod() {
    PutMethodResponse method =
        rest.call(put("GET").authorizerId("ignored").requestParameters(Map.of()).build());

    assertThat(method.httpMethod()).isEqualTo("GET");
    assertThat(method.apiKeyRequired()).isFalse();
    assertThat(method.authorizerId()).isNull();
    assertThat(method.hasRequestParameters()).isFalse();
    assertThat(method.hasRequestModels()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"none, NONE", "None, NONE", "aws_iam, AWS_IAM", "Aws_Iam, AWS_IAM"})
  void authorizationTypeIsStoredInCapitals(String sent, String stored) {
    PutMethodResponse method = rest.call(put("PUT").authorizationType(sent).build());
    rest.<SdkPojo>call(put("GET").build());

    UpdateMethodResponse updated = rest.call(update("replace /authorizationType " + sent));

    assertThat(method.authorizationType()).isEqualTo(stored);
    assertThat(updated.authorizationType()).isEqualTo(stored);
  }

  @Test
  void authorizationTypeInSmallLettersNeedsItsAuthorizerToo() {
    String text =
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
            + " COGNITO_USER_POOLS requires a valid authorizer.";
    rest.<SdkPojo>call(put("GET").build());

    rest.refused(put("PUT").authorizationType("custom").build(), 400, text);
    rest.refused(put("PUT").authorizationType("Cognito_User_Pools").build(), 400, text);
    rest.refused(update("replace /authorizationType custom"), 400, text);
    rest.refused(
        update("replace /authorizationType"),
        400,
        "Invalid AuthorizationType specified. Valid options are"
            + " NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS");
  }

  @Test
  void methodIsReturnedWithAllItsParts() {
    rest.mock(api.id(), root, "GET");
    rest.<SdkPojo>call(putResponse("200").build());

    GetMethodResponse method = rest.call(get(root, "GET"));

    assertThat(method.methodIntegration().typeAsString()).isEqualTo("MOCK");
    assertThat(method.methodResponses()).containsKey("200");
  }

  @Test
  void invalidPutIsRefused() {
    rest.<SdkPojo>call(put("GET").build());

    rest.refused(put("GET").build(), 409, "Method already exists for this resource");
    rest.refused(
        put("get").build(),
        400,
        "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
    rest.refused(
        put("PUT").authorizationType("CUSTOM").build(),
        400,
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
            + " COGNITO_USER_POOLS requires a valid authorizer.");
    rest.refused(
        put("PUT").authorizationType("CUSTOM").authorizerId("nope42").build(),
        400,
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
            + " COGNITO_USER_POOLS requires a valid authorizer.");
    rest.refused(
        put("PUT").authorizationType("MAGIC").build(),
        400,
        "Invalid AuthorizationType specified. Valid options are"
            + " NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS");
    rest.refused(
        put("PUT").requestValidatorId("nope42").build(),
        400,
        "Invalid Request Validator identifier specified");
    rest.refused(
        put("PUT").requestModels(Map.of("application/json", "petModel")).build(),
        400,
        "Invalid model identifier specified: petModel");
    rest.refused(
        put("PUT")
            .requestParameters(
                Map.of("method.request.header.a", true, "method.request.querystring.a", true))
            .build(),
        400,
        "Parameter names must be unique across querystring, header and path");
    rest.refused(
        put("PUT").requestParameters(Map.of("header.a", true)).build(),
        400,
        "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid"
            + " mapping expression specified: header.a]");
    rest.refused(
        put("get").resourceId("nope42").build(), 404, "Invalid Resource identifier specified");
  }

  @Test
  void outermostMissingPartIsReported() {
    rest.refused(get("nope42", "GET"), 404, "Invalid Resource identifier specified");
    rest.refused(get(root, "GET"), 404, "Invalid Method identifier specified");
    rest.refused(
        get(root, "GET").toBuilder().restApiId("nope").build(),
        404,
        "Invalid Resource identifier specified");
  }

  @Test
  void updateChangesOnlyTheGivenMembers() {
    rest.<SdkPojo>call(put("GET").build());

    UpdateMethodResponse method =
        rest.call(
            update(
                "replace /authorizationType AWS_IAM",
                "replace /apiKeyRequired true",
                "replace /operationName list",
                "add /requestParameters/method.request.header.a true",
                "add /requestParameters/method.request.querystring.b",
                "add /requestModels/application~1json Empty"));

    assertThat(method.authorizationType()).isEqualTo("AWS_IAM");
    assertThat(method.apiKeyRequired()).isTrue();
    assertThat(method.operationName()).isEqualTo("list");
    assertThat(method.requestParameters())
        .containsOnly(
            entry("method.request.header.a", true), entry("method.request.querystring.b", false));
    assertThat(method.requestModels()).containsOnly(entry("application/json", "Empty"));
  }

  @Test
  void removingTheLastParameterOmitsThem() {
    rest.<SdkPojo>call(
        put("GET").requestParameters(Map.of("method.request.header.a", true)).build());

    UpdateMethodResponse method =
        rest.call(update("remove /requestParameters/method.request.header.a"));

    assertThat(method.hasRequestParameters()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          replace /wrongPath x; 400; Invalid patch path /wrongPath
          replace /requestParameters x; 400; Invalid patch path /requestParameters
          add /requestModels/application/json Empty; 400; Invalid patch path /requestModels/application/json
          add /operationName x; 400; Invalid patch operation specified. Must be one of: [replace]
          remove /requestParameters/method.request.header.z; 404; Invalid parameter name specified
          remove /requestModels/a~1b; 404; Content-Type specified was not found
          replace /authorizationType CUSTOM; 400; Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.
          replace /requestValidatorId nope42; 400; Invalid Request Validator identifier specified
          add /requestModels/application~1json petModel; 400; Invalid model identifier specified: petModel
          """)
  void invalidUpdateIsRefused(String operation, int status, String text) {
    rest.<SdkPojo>call(put("GET").build());

    rest.refused(update("replace /operationName changed", operation), status, text);
  }

  @Test
  void deletedMethodIsNotFound() {
    rest.mock(api.id(), root, "GET");

    DeleteMethodRequest delete =
        DeleteMethodRequest.builder()
            .restApiId(api.id())
            .resourceId(root)
            .httpMethod("GET")
            .build();
    rest.<SdkPojo>call(delete);

    rest.refused(delete, 404, "Invalid Method identifier specified");
    assertThat(rest.at(api.id(), "/").hasResourceMethods()).isFalse();
  }

  @Test
  void methodResponseIsReturnedAsSent() {
    rest.<SdkPojo>call(put("GET").build());

    PutMethodResponseResponse bare = rest.call(putResponse("200").build());
    PutMethodResponseResponse empty =
        rest.call(putResponse("404").responseModels(Map.of()).build());

    assertThat(bare.statusCode()).isEqualTo("200");
    assertThat(bare.hasResponseModels()).isFalse();
    assertThat(empty.hasResponseModels()).isTrue();
  }

  @Test
  void methodResponseCanBeEdited() {
    rest.<SdkPojo>call(put("GET").build());
    rest.<SdkPojo>call(putResponse("200").build());

    UpdateMethodResponseResponse edited =
        rest.call(
            updateResponse(
                "add /responseParameters/method.response.header.a true",
                "add /responseModels/application~1json Empty",
                "replace /responseModels/application~1json Error"));

    assertThat(edited.responseParameters()).containsOnly(entry("method.response.header.a", true));
    assertThat(edited.responseModels()).containsOnly(entry("application/json", "Error"));
  }

  @Test
  void invalidMethodResponseIsRefused() {
    rest.<SdkPojo>call(put("GET").build());
    rest.<SdkPojo>call(putResponse("200").build());

    rest.refused(putResponse("200").build(), 409, "Response already exists for this resource");
    rest.refused(
        putResponse("201").responseModels(Map.of("application/json", "petModel")).build(),
        400,
        "Invalid model identifier specified: petModel");
    rest.refused(updateResponse("add /wrongPath x"), 400, "Invalid patch path /wrongPath");
    rest.refused(
        updateResponse("replace /responseParameters/method.response.header.a true"),
        404,
        "Invalid parameter name specified");
    rest.refused(
        updateResponse("remove /responseModels/a~1b"), 404, "Content-Type specified was not found");
    rest.refused(
        updateResponse().toBuilder().statusCode("418").build(),
        404,
        "Invalid Response status code specified");
    rest.refused(
        putResponse("200").httpMethod("PUT").build(), 404, "Invalid Method identifier specified");
  }

  @Test
  void deletedMethodResponseIsNotFound() {
    rest.<SdkPojo>call(put("GET").build());
    rest.<SdkPojo>call(putResponse("200").build());

    DeleteMethodResponseRequest delete =
        DeleteMethodResponseRequest.builder()
            .restApiId(api.id())
            .resourceId(root)
            .httpMethod("GET")
            .statusCode("200")
            .build();
    rest.<SdkPojo>call(delete);

    rest.refused(delete, 404, "Invalid Response status code specified");
    GetMethodResponse method = rest.call(get(root, "GET"));
    assertThat(method.hasMethodResponses()).isFalse();
  }
}
