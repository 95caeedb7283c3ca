package dev.postern.control.rest.content;

import static dev.postern.control.rest.RestFixture.patches;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateModelResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteModelRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelResponse;
import software.amazon.awssdk.services.apigateway.model.GetModelsRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelsResponse;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateModelRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateModelResponse;

class ModelsTest {
  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();

  private CreateModelRequest create(String name, @Nullable String schema) {
    return CreateModelRequest.builder()
        .restApiId(api.id())
        .name(name)
        .contentType("application/json")
        .schema(schema)
        .build();
  }

  private GetModelRequest.Builder get(String name) {
    return GetModelRequest.builder().restApiId(api.id()).modelName(name);
  }

  private UpdateModelRequest update(String name, String... operations) {
    return UpdateModelRequest.builder()
        .restApiId(api.id())
        .modelName(name)
        .patchOperations(patches(operations))
        .build();
  }

  private DeleteModelRequest delete(String name) {
    return DeleteModelRequest.builder().restApiId(api.id()).modelName(name).build();
  }

  private String reference(String name) {
    return "{\"$ref\":\"https://apigateway.amazonaws.com/restapis/"
        + api.id()
        + "/models/"
        + name
        + "\"}";
  }

  @Test
  void modelIsCreatedListedUpdatedAndDeleted() {
    CreateModelResponse created = rest.call(create("Pet", "{\"type\":\"object\"}"));
    GetModelsResponse list = rest.call(GetModelsRequest.builder().restApiId(api.id()).build());
    UpdateModelResponse updated =
        rest.call(
            update("Pet", "replace /description a pet", "replace /schema {\"type\":\"array\"}"));
    rest.<SdkPojo>call(delete("Pet"));

    assertThat(created.id()).matches("[a-z0-9]{6}");
    assertThat(list.items()).extracting(Model::name).containsExactly("Empty", "Error", "Pet");
    assertThat(updated.description()).isEqualTo("a pet");
    assertThat(updated.schema()).isEqualTo("{\"type\":\"array\"}");
    rest.refused(get("Pet").build(), 404, "Invalid model name specified: Pet");
  }

  @Test
  void invalidCreateIsRefused() {
    rest.refused(create("", "{}"), 400, "Model name must be non-empty");
    rest.refused(create("a_b", "{}"), 400, "Model name must be alphanumeric: a_b");
    rest.refused(create("Empty", "{}"), 409, "Model name already exists for this REST API");
    rest.refused(
        create("Pet", null),
        400,
        "Model schema must have at least 1 property or array items defined");
    rest.refused(
        create("Pet", "{"),
        400,
        "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
            + " specified.]");
    rest.refused(
        create("Pet", "{\"$id\":\"a\",\"properties\":{\"$id\":{\"if\":{},\"$schema\":\"x\"}}}"),
        400,
        "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema"
            + " specified. Unsupported keyword(s): [\"$id\",\"if\"]]");
    rest.refused(
        create("Pet", reference("Tag")),
        400,
        "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model"
            + " specified: Tag]");
    rest.refused(
        create("Pet", "{}").toBuilder().restApiId("nope").build(),
        404,
        "Invalid API identifier specified 000000000000:nope");
  }

  @Test
  void unknownApiIsReportedAsAnUnknownModel() {
    rest.refused(get("Pet").restApiId("nope").build(), 404, "Invalid model name specified: Pet");
    rest.refused(
        delete("Pet").toBuilder().restApiId("nope").build(),
        404,
        "Invalid model name specified: Pet");
  }

  @Test
  void invalidUpdateIsRefused() {
    rest.refused(
        update("Empty", "replace /name x"),
        400,
        "Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description,"
            + " /schema]");
    rest.refused(
        update("Empty", "add /schema {}"),
        400,
        "Invalid patch path  '/schema' specified for op 'add'. Please choose supported operations");
  }

  @Test
  void modelOfAMethodCannotBeDeleted() {
    String pets = rest.resource(api, api.rootResourceId(), "pets").id();
    for (String resourceId : List.of(pets, api.rootResourceId())) {
      PutMethodRequest put =
          PutMethodRequest.builder()
              .restApiId(api.id())
              .resourceId(resourceId)
              .httpMethod("GET")
              .authorizationType("NONE")
              .requestModels(
                  Map.of("application/json", resourceId.equals(pets) ? "Empty" : "Error"))
              .build();
      rest.<SdkPojo>call(put);
    }

    rest.refused(
        delete("Empty"),
        409,
        "Cannot delete model 'Empty', is referenced in method request: /pets/GET");
    rest.refused(
        delete("Error"),
        409,
        "Cannot delete model 'Error', is referenced in method request: //GET");
  }

  @Test
  void flattenedModelContainsAllReferencedModels() {
    rest.<SdkPojo>call(create("A", "{\"type\":\"object\"}"));
    rest.<SdkPojo>call(create("B", "{\"items\":" + reference("A") + "}"));
    rest.<SdkPojo>call(
        update("A", "replace /schema {\"properties\":{\"b\":" + reference("B") + "}}"));

    GetModelResponse plain = rest.call(get("B").build());
    GetModelResponse flat = rest.call(get("B").flatten(true).build());

    assertThat(plain.schema()).isEqualTo("{\"items\":" + reference("A") + "}");
    assertThat(flat.schema())
        .isEqualTo(
            "{\"items\":{\"$ref\":\"#/definitions/A\"},\"definitions\":{\"A\":{\"properties\":{\"b\":{\"$ref\":\"#/definitions/B\"}}},\"B\":{\"items\":{\"$ref\":\"#/definitions/A\"}}}}");
  }
}
