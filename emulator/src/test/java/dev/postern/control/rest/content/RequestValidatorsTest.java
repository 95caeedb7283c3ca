package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorResponse;

class RequestValidatorsTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  private CreateRequestValidatorRequest.Builder create() {
    return CreateRequestValidatorRequest.builder().restApiId(api.id()).name("body");
  }

  private String created() {
    return rest.<CreateRequestValidatorResponse>call(create().build()).id();
  }

  private GetRequestValidatorRequest.Builder get(String id) {
    return GetRequestValidatorRequest.builder().restApiId(api.id()).requestValidatorId(id);
  }

  private UpdateRequestValidatorRequest update(String id, String... operations) {
    return UpdateRequestValidatorRequest.builder()
        .restApiId(api.id())
        .requestValidatorId(id)
        .patchOperations(patches(operations))
        .build();
  }

  private DeleteRequestValidatorRequest.Builder delete(String id) {
    return DeleteRequestValidatorRequest.builder().restApiId(api.id()).requestValidatorId(id);
  }

  @Test
  void validatorIsCreatedListedUpdatedAndDeleted() {
    CreateRequestValidatorResponse created = rest.call(create().build());
    UpdateRequestValidatorResponse updated =
        rest.call(
            update(
                created.id(),
                "replace /name all",
                "replace /validateRequestBody true",
                "replace /validateRequestParameters true",
                "replace /validateRequestParameters"));
    GetRequestValidatorsResponse list =
        rest.call(GetRequestValidatorsRequest.builder().restApiId(api.id()).build());
    rest.<SdkPojo>call(delete(created.id()).build());

    assertThat(created.id()).matches("[a-z0-9]{6}");
    assertThat(created.validateRequestBody()).isFalse();
    assertThat(created.validateRequestParameters()).isFalse();
    assertThat(updated.name()).isEqualTo("all");
    assertThat(updated.validateRequestBody()).isTrue();
    assertThat(updated.validateRequestParameters()).isFalse();
    assertThat(list.items()).extracting(RequestValidator::name).containsExactly("all");
    rest.refused(get(created.id()).build(), 404, "Invalid Request Validator identifier specified");
  }

  @Test
  void unknownApiHasThreeErrorTexts() {
    String id = created();

    rest.refused(create().restApiId("nope").build(), 400, "Invalid REST API identifier specified");
    rest.refused(
        GetRequestValidatorsRequest.builder().restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
    rest.refused(
        get(id).restApiId("nope").build(), 404, "Invalid Request Validator identifier specified");
    rest.refused(
        delete(id).restApiId("nope").build(),
        404,
        "Invalid Request Validator identifier specified");
  }

  @Test
  void invalidUpdateIsRefused() {
    String id = created();

    rest.refused(update(id, "replace /name  "), 400, "Request Validator name cannot be blank");
    rest.refused(update(id, "replace /name"), 400, "Request Validator name cannot be blank");
    rest.refused(create().name(" ").build(), 400, "Request Validator name cannot be blank");
    rest.refused(
        update(id, "replace /id x"),
        400,
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/name,"
            + " /validateRequestParameters, /validateRequestBody]");
    rest.refused(
        update(id, "add /name x"),
        400,
        "Invalid patch path  '/name' specified for op 'add'. Please choose supported operations");
  }

  @Test
  void methodRequiresAnExistingValidator() {
    PutMethodResponse method =
        rest.call(
            PutMethodRequest.builder()
                .restApiId(api.id())
                .resourceId(api.rootResourceId())
                .httpMethod("GET")
                .authorizationType("NONE")
                .requestValidatorId(created())
                .build());

    assertThat(method.requestValidatorId()).isNotNull();
  }
}
