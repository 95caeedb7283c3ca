package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerResponse;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteModelRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodRequest;

/** Items that methods refer to cannot be deleted. */
class MethodReferencesTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String pets = rest.resource(api, api.rootResourceId(), "pets").id();

  private DeleteModelRequest deleteModel(String name) {
    return DeleteModelRequest.builder().restApiId(api.id()).modelName(name).build();
  }

  private void model(String name, String schema) {
    rest.<SdkPojo>call(
        CreateModelRequest.builder()
            .restApiId(api.id())
            .name(name)
            .contentType("application/json")
            .schema(schema)
            .build());
  }

  private PutMethodRequest.Builder put() {
    return PutMethodRequest.builder()
        .restApiId(api.id())
        .resourceId(pets)
        .httpMethod("GET")
        .authorizationType("NONE");
  }

  private void update(String... operations) {
    rest.<SdkPojo>call(
        UpdateMethodRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .patchOperations(patches(operations))
            .build());
  }

  @Test
  void modelOfAResponseCannotBeDeleted() {
    rest.method(api.id(), pets, "GET");
    rest.<SdkPojo>call(
        PutMethodResponseRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .statusCode("200")
            .responseModels(Map.of("application/json", "Error"))
            .build());

    rest.refused(
        deleteModel("Error"),
        409,
        "Cannot delete model 'Error', is referenced in method response: /pets/GET");
    rest.<SdkPojo>call(
        DeleteMethodRequest.builder()
            .restApiId(api.id())
            .resourceId(pets)
            .httpMethod("GET")
            .build());
    rest.<SdkPojo>call(deleteModel("Error"));
  }

  @Test
  void conflictNamesTheFirstPathWhateverTheIds() {
    for (String part : List.of("z", "b", "m")) {
      String id = rest.resource(api, api.rootResourceId(), part).id();
      rest.<SdkPojo>call(
          put().resourceId(id).requestModels(Map.of("application/json", "Error")).build());
    }

    rest.refused(
        deleteModel("Error"),
        409,
        "Cannot delete model 'Error', is referenced in method request: /b/GET");
  }

  @Test
  void modelOfAModelCannotBeDeleted() {
    model("Owner", "{\"type\":\"object\"}");
    model(
        "Pet",
        "{\"$ref\":\"https://apigateway.amazonaws.com/restapis/%s/models/Owner\"}"
            .formatted(api.id()));

    rest.refused(
        deleteModel("Owner"), 409, "Cannot delete model 'Owner', is referenced in model: Pet");
    rest.<SdkPojo>call(deleteModel("Pet"));
    rest.<SdkPojo>call(deleteModel("Owner"));
  }

  @Test
  void validatorInUseCannotBeDeleted() {
    String id =
        rest.<CreateRequestValidatorResponse>call(
                CreateRequestValidatorRequest.builder().restApiId(api.id()).name("v").build())
            .id();
    DeleteRequestValidatorRequest delete =
        DeleteRequestValidatorRequest.builder().restApiId(api.id()).requestValidatorId(id).build();
    rest.<SdkPojo>call(put().requestValidatorId(id).build());

    rest.refused(
        delete,
        409,
        "Cannot delete request validator 'v', is referenced in method request: /pets/GET");
    update("replace /requestValidatorId");
    rest.<SdkPojo>call(delete);
  }

  @Test
  void authorizerInUseCannotBeDeleted() {
    String id =
        rest.<CreateAuthorizerResponse>call(
                CreateAuthorizerRequest.builder()
                    .restApiId(api.id())
                    .name("a")
                    .type("COGNITO_USER_POOLS")
                    .build())
            .id();
    DeleteAuthorizerRequest delete =
        DeleteAuthorizerRequest.builder().restApiId(api.id()).authorizerId(id).build();
    rest.<SdkPojo>call(put().authorizationType("COGNITO_USER_POOLS").authorizerId(id).build());

    rest.refused(delete, 409, "Cannot delete authorizer 'a', is referenced in method: GET//pets");
    rest.<SdkPojo>call(
        DeleteResourceRequest.builder().restApiId(api.id()).resourceId(pets).build());
    rest.<SdkPojo>call(delete);
  }

  @Test
  void cloneCountsItsOwnReferences() {
    rest.<SdkPojo>call(put().requestModels(Map.of("application/json", "Error")).build());

    CreateRestApiResponse clone =
        rest.call(CreateRestApiRequest.builder().name("clone").cloneFrom(api.id()).build());

    rest.refused(
        deleteModel("Error").toBuilder().restApiId(clone.id()).build(),
        409,
        "Cannot delete model 'Error', is referenced in method request: /pets/GET");
    assertThat(rest.state(clone.id()).content().uses())
        .isEqualTo(rest.state(api.id()).content().uses());
  }
}
