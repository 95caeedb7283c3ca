package dev.postern.control.rest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.control.rest.RestFixture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.DocumentationPartLocation;
import software.amazon.awssdk.services.apigateway.model.GetExportRequest;
import software.amazon.awssdk.services.apigateway.model.GetExportResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;

class ExportedDocumentationTest {
  private static final String FILE =
      """
      openapi: 3.0.1
      info: {title: pets, version: '1'}
      paths:
        /pets: {get: &operation {responses: {'200': {}}, x-amazon-apigateway-integration: {type: mock}}}
        /pets/{id}:
          get: *operation
          put:
            security: [{guard: []}]
            parameters: [{name: q, in: query}, {name: X-A, in: header}]
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
            responses: {'200': {headers: {X-B: {}}}, '404': {}}
            x-amazon-apigateway-integration: {type: mock}
      components:
        schemas: {Pet: {type: object}}
        securitySchemes:
          guard:
            type: apiKey
            name: A
            in: header
            x-amazon-apigateway-authtype: custom
            x-amazon-apigateway-authorizer:
              type: token
              authorizerUri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/f/invocations"
      """;

  private final RestFixture rest = new RestFixture();
  private final ObjectMapper json = new ObjectMapper();
  private final String apiId = imported();

  private String imported() {
    ImportRestApiResponse api =
        rest.call(ImportRestApiRequest.builder().body(SdkBytes.fromUtf8String(FILE)).build());
    rest.deploy(api.id(), "dev");
    return api.id();
  }

  private void document(Consumer<DocumentationPartLocation.Builder> where, String properties) {
    rest.<SdkPojo>call(
        CreateDocumentationPartRequest.builder()
            .restApiId(apiId)
            .location(where)
            .properties(properties)
            .build());
  }

  private JsonNode exported(String type) throws JsonProcessingException {
    rest.<SdkPojo>call(
        CreateDocumentationVersionRequest.builder()
            .restApiId(apiId)
            .documentationVersion("v-" + type)
            .stageName("dev")
            .build());
    GetExportResponse file =
        rest.call(
            GetExportRequest.builder()
                .restApiId(apiId)
                .stageName("dev")
                .exportType(type)
                .accepts("application/json")
                .build());
    return json.readTree(file.body().asUtf8String());
  }

  @Test
  void documentationIsInTheExtensionAndInThePlacesOfOpenApi() throws JsonProcessingException {
    document(
        at -> at.type("API"),
        "{\"info\":{\"description\":\"all\",\"version\":\"9\",\"contact\":{\"name\":\"me\"}},"
            + "\"tags\":[{\"name\":\"pets\"}],\"x-more\":1,\"paths\":{},\"openapi\":\"9\"}");
    document(at -> at.type("RESOURCE").path("/pets/{id}"), "{\"description\":\"resource\"}");
    document(
        at -> at.type("METHOD").path("/pets/{id}").method("PUT"),
        "{\"summary\":\"method\",\"tags\":[\"pets\"],\"deprecated\":true,\"responses\":{},\"note\":1}");
    document(at -> at.type("PATH_PARAMETER").name("id"), "{\"description\":\"path\"}");
    document(at -> at.type("QUERY_PARAMETER").name("q"), "{\"description\":\"query\"}");
    document(at -> at.type("REQUEST_HEADER").name("X-A"), "{\"description\":\"header\"}");
    document(at -> at.type("REQUEST_BODY"), "{\"description\":\"body\"}");
    document(at -> at.type("RESPONSE").statusCode("200"), "{\"description\":\"response\"}");
    document(
        at -> at.type("RESPONSE_HEADER").statusCode("200").name("X-B"),
        "{\"description\":\"out\"}");
    document(at -> at.type("MODEL").name("Pet"), "{\"description\":\"model\"}");
    document(at -> at.type("AUTHORIZER").name("guard"), "{\"description\":\"authorizer\"}");

    JsonNode oas30 = exported("oas30");
    JsonNode swagger = exported("swagger");

    JsonNode put = oas30.at("/paths/~1pets~1{id}/put");
    assertThat(oas30.path("info"))
        .isEqualTo(
            json.readTree(
                "{\"version\":\"1\",\"title\":\"pets\",\"description\":\"all\","
                    + "\"contact\":{\"name\":\"me\"}}"));
    assertThat(oas30.path("tags")).hasSize(1);
    assertThat(oas30.path("x-more").asInt()).isEqualTo(1);
    assertThat(oas30.path("openapi").asText()).isEqualTo("3.0.1");
    assertThat(oas30.at("/paths/~1pets~1{id}/description").asText()).isEqualTo("resource");
    assertThat(put.path("summary").asText()).isEqualTo("method");
    assertThat(put.path("deprecated").asBoolean()).isTrue();
    assertThat(put.has("note")).isFalse();
    assertThat(put.path("parameters").findValuesAsText("description"))
        .containsExactlyInAnyOrder("path", "query", "header");
    assertThat(put.at("/requestBody/description").asText()).isEqualTo("body");
    assertThat(put.at("/responses/200/description").asText()).isEqualTo("response");
    assertThat(put.at("/responses/404/description").asText()).isEqualTo("404 response");
    assertThat(put.at("/responses/200/headers/X-B/description").asText()).isEqualTo("out");
    assertThat(oas30.at("/components/schemas/Pet/description").asText()).isEqualTo("model");
    assertThat(oas30.at("/components/securitySchemes/guard/description").asText())
        .isEqualTo("authorizer");
    assertThat(oas30.at("/x-amazon-apigateway-documentation/documentationParts")).hasSize(11);
    JsonNode swaggerPut = swagger.at("/paths/~1pets~1{id}/put");
    assertThat(swaggerPut.path("parameters").findValuesAsText("description"))
        .containsExactlyInAnyOrder("path", "query", "header", "body");
    assertThat(swaggerPut.at("/responses/200/headers/X-B/description").asText()).isEqualTo("out");
    assertThat(swagger.at("/definitions/Pet/description").asText()).isEqualTo("model");
    assertThat(swagger.at("/securityDefinitions/guard/description").asText())
        .isEqualTo("authorizer");
    assertThat(swagger.at("/x-amazon-apigateway-documentation/version").asText())
        .isEqualTo("v-swagger");
  }

  @Test
  void entitiesInheritFromTheClosestPart() throws JsonProcessingException {
    document(at -> at.type("METHOD"), "{\"summary\":\"every\",\"description\":\"method\"}");
    document(at -> at.type("METHOD").method("PUT"), "{\"summary\":\"every PUT\"}");
    document(at -> at.type("METHOD").path("/pets/{id}"), "{\"summary\":\"one pet\"}");
    document(at -> at.type("RESPONSE"), "{\"description\":\"any\"}");
    document(at -> at.type("RESPONSE").statusCode("404"), "{\"description\":\"gone\"}");
    document(
        at -> at.type("RESPONSE").path("/pet").statusCode("404"),
        "{\"description\":\"no prefix\"}");

    JsonNode file = exported("oas30").path("paths");

    assertThat(file.at("/~1pets/get/summary").asText()).isEqualTo("every");
    assertThat(file.at("/~1pets/get/description").asText()).isEqualTo("method");
    assertThat(file.at("/~1pets~1{id}/get/summary").asText()).isEqualTo("one pet");
    assertThat(file.at("/~1pets~1{id}/put/summary").asText()).isEqualTo("one pet");
    assertThat(file.at("/~1pets~1{id}/put").has("description")).isFalse();
    assertThat(file.at("/~1pets~1{id}/put/responses/200/description").asText()).isEqualTo("any");
    assertThat(file.at("/~1pets~1{id}/put/responses/404/description").asText()).isEqualTo("gone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"description\":{\"a\":1}}",
        "{\"tags\":\"pets\",\"deprecated\":\"yes\",\"summary\":[]}",
        "{\"x-amazon-apigateway-integration\":{\"type\":\"http\"}}",
        "{\"x-amazon-apigateway-authtype\":\"custom\"}",
      })
  void propertiesThatOpenApiDoesNotHaveAreOnlyInTheExtension(String properties)
      throws JsonProcessingException {
    document(at -> at.type("METHOD"), properties);

    JsonNode file = exported("swagger");

    assertThat(file.at("/paths/~1pets/get"))
        .isEqualTo(json.readTree("{\"responses\":{\"200\":{\"description\":\"200 response\"}}}"));
    assertThat(file.at("/x-amazon-apigateway-documentation/documentationParts/0/properties"))
        .isEqualTo(json.readTree(properties));
  }

  @Test
  void stageWithoutADocumentationVersionExportsNone() throws JsonProcessingException {
    document(at -> at.type("METHOD"), "{\"summary\":\"every\"}");

    GetExportResponse file =
        rest.call(
            GetExportRequest.builder()
                .restApiId(apiId)
                .stageName("dev")
                .exportType("oas30")
                .accepts("application/json")
                .build());

    assertThat(json.readTree(file.body().asUtf8String()).toString())
        .doesNotContain("every", "x-amazon-apigateway-documentation");
  }
}
