package dev.postern.control.rest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.control.rest.RestFixture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetExportRequest;
import software.amazon.awssdk.services.apigateway.model.GetExportResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;

class ExportsTest {
  private static final String FILE =
      """
      openapi: 3.0.1
      info: {title: pets, version: '1.2', description: All pets}
      x-amazon-apigateway-binary-media-types: [image/png]
      x-amazon-apigateway-request-validators: {all: {validateRequestBody: true}}
      x-amazon-apigateway-gateway-responses: {DEFAULT_4XX: {statusCode: 418}}
      paths:
        /pets/{id}:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          post:
            operationId: putPet
            security: [{guard: []}, {key: []}]
            x-amazon-apigateway-request-validator: all
            requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
            responses:
              '200':
                headers: {X-A: {schema: {type: string}}}
                content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
              '204': {description: none}
            x-amazon-apigateway-integration:
              type: http
              httpMethod: GET
              uri: https://example.com/{id}
              timeoutInMillis: 29000
              requestParameters: {integration.request.path.id: method.request.path.id}
              requestTemplates: {application/xml: <a/>}
              responses:
                default: {statusCode: 200, responseTemplates: {text/plain: x}}
                '4..': {statusCode: 204}
        /empty: {}
      components:
        schemas: {Pet: {type: object, properties: {parent: {$ref: '#/components/schemas/Pet'}}}}
        securitySchemes:
          key: {type: apiKey, name: x-api-key, in: header}
          guard:
            type: apiKey
            name: X-Token
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
    rest.mock(api.id(), rest.at(api.id(), "/empty").id(), "GET");
    rest.deploy(api.id(), "dev");
    return api.id();
  }

  private static GetExportRequest export(String apiId, String type, String extensions) {
    return GetExportRequest.builder()
        .restApiId(apiId)
        .stageName("dev")
        .exportType(type)
        .accepts("application/json")
        .parameters(extensions.isEmpty() ? Map.of() : Map.of("extensions", extensions))
        .build();
  }

  private JsonNode exported(String type, String extensions) throws JsonProcessingException {
    GetExportResponse export = rest.call(export(apiId, type, extensions));
    return json.readTree(export.body().asUtf8String());
  }

  @Test
  void swaggerHasTheFormatOfAws() throws JsonProcessingException {
    JsonNode file = exported("swagger", "integrations");

    assertThat(file.path("paths").path("/pets/{id}").path("post"))
        .isEqualTo(
            json.readTree(
                """
                {
                  "operationId": "putPet",
                  "consumes": ["application/json", "application/xml"],
                  "produces": ["application/json", "text/plain"],
                  "parameters": [
                    {"name": "id", "in": "path", "required": true, "type": "string"},
                    {"in": "body", "name": "Pet", "required": true,
                     "schema": {"$ref": "#/definitions/Pet"}}
                  ],
                  "responses": {
                    "200": {
                      "description": "200 response",
                      "schema": {"$ref": "#/definitions/Pet"},
                      "headers": {"X-A": {"type": "string"}}
                    },
                    "204": {"description": "204 response"}
                  },
                  "security": [{"guard": []}, {"api_key": []}],
                  "x-amazon-apigateway-integration": {
                    "type": "http",
                    "httpMethod": "GET",
                    "uri": "https://example.com/{id}",
                    "responses": {
                      "default": {"statusCode": "200", "responseTemplates": {"text/plain": "x"}},
                      "4..": {"statusCode": "204"}
                    },
                    "requestParameters": {"integration.request.path.id": "method.request.path.id"},
                    "requestTemplates": {"application/xml": "<a/>"},
                    "passthroughBehavior": "when_no_match"
                  }
                }
                """));
    assertThat(file.path("host").asText())
        .isEqualTo(apiId + ".execute-api.eu-west-1.amazonaws.com");
    assertThat(file.path("basePath").asText()).isEqualTo("/dev");
    assertThat(file.path("info"))
        .isEqualTo(
            json.readTree(
                "{\"description\": \"All pets\", \"version\": \"1.2\", \"title\": \"pets\"}"));
    assertThat(file.path("definitions"))
        .isEqualTo(
            json.readTree(
                """
                {"Pet": {"type": "object",
                         "properties": {"parent": {"$ref": "#/definitions/Pet"}}}}
                """));
    assertThat(file.has("x-amazon-apigateway-binary-media-types")).isFalse();
  }

  @Test
  void openApiHasTheFormatOfAws() throws JsonProcessingException {
    JsonNode file = exported("oas30", "");

    assertThat(file.path("openapi").asText()).isEqualTo("3.0.1");
    assertThat(file.path("servers"))
        .isEqualTo(
            json.readTree(
                """
                [{"url": "https://%s.execute-api.eu-west-1.amazonaws.com/{basePath}",
                  "variables": {"basePath": {"default": "dev"}}}]
                """
                    .formatted(apiId)));
    JsonNode post = file.path("paths").path("/pets/{id}").path("post");
    assertThat(post.path("requestBody"))
        .isEqualTo(
            json.readTree(
                """
                {"content": {"application/json": {"schema":
                   {"$ref": "#/components/schemas/Pet"}}}, "required": true}
                """));
    assertThat(post.path("responses").path("204"))
        .isEqualTo(json.readTree("{\"description\": \"204 response\", \"content\": {}}"));
    assertThat(post.has("x-amazon-apigateway-integration")).isFalse();
    assertThat(file.path("components").path("securitySchemes").path("guard"))
        .isEqualTo(
            json.readTree(
                """
                {"type": "apiKey", "name": "X-Token", "in": "header",
                 "x-amazon-apigateway-authtype": "custom"}
                """));
  }

  @Test
  void eachExtensionAddsItsPart() throws JsonProcessingException {
    assertThat(exported("swagger", "authorizers").path("securityDefinitions").path("guard"))
        .anySatisfy(member -> assertThat(member.path("type").asText()).isEqualTo("token"));
    assertThat(exported("swagger", "validators").has("x-amazon-apigateway-request-validators"))
        .isTrue();
    assertThat(
            exported("swagger", "gatewayresponses").path("x-amazon-apigateway-gateway-responses"))
        .hasSize(1);
    assertThat(exported("swagger", "postman")).isEqualTo(exported("swagger", ""));
    JsonNode all = exported("swagger", "apigateway");
    assertThat(all.path("x-amazon-apigateway-binary-media-types")).hasSize(1);
    assertThat(all.has("x-amazon-apigateway-request-validators")).isTrue();
    assertThat(all.path("paths").path("/pets/{id}").path("post").toString())
        .contains("x-amazon-apigateway-integration", "x-amazon-apigateway-request-validator");
  }

  @Test
  void contentDispositionNamesTheFile() {
    GetExportResponse swagger = rest.call(export(apiId, "swagger", ""));
    GetExportResponse yaml =
        rest.call(export(apiId, "oas30", "").toBuilder().accepts("application/yaml").build());

    assertThat(swagger.contentType()).isEqualTo("application/octet-stream");
    assertThat(swagger.contentDisposition()).isEqualTo("attachment; filename=\"swagger_1.2.json\"");
    assertThat(yaml.contentDisposition()).isEqualTo("attachment; filename=\"oas30_1.2.yaml\"");
    assertThat(yaml.body().asUtf8String()).startsWith("---\nopenapi: \"3.0.1\"\n");
  }

  @Test
  void versionOfAnApiWithoutOneIsItsDate() {
    CreateRestApiResponse api = rest.api();
    rest.mock(api.id(), api.rootResourceId(), "GET");
    rest.deploy(api.id(), "dev");

    GetExportResponse export = rest.call(export(api.id(), "oas30", ""));

    assertThat(export.contentDisposition())
        .isEqualTo("attachment; filename=\"oas30_" + api.createdDate() + ".json\"");
    assertThat(export.body().asUtf8String()).contains("\"components\" : { }");
  }

  @Test
  void draftIsNotExported() throws JsonProcessingException {
    rest.mock(apiId, rest.at(apiId, "/").id(), "GET");

    assertThat(exported("oas30", "").path("paths").has("/")).isFalse();
  }

  @Test
  void schemasAreExportedAsTheyAreWritten() {
    String schema =
        """
        {"type":"object","required":["z","a","m"],"properties":{"e":{"type":"object","properties":{}},\
        "n":{"multipleOf":0.00000001,"minimum":-0.0,"maximum":1e3,"enum":[1.0,0.10,1E-7,2.50E+4,\
        12345678901234567890,9007199254740993]}}}\
        """;
    rest.<SdkPojo>call(
        CreateModelRequest.builder()
            .restApiId(apiId)
            .name("Written")
            .contentType("application/json")
            .schema(schema)
            .build());
    rest.deploy(apiId, "dev");

    for (String type : List.of("oas30", "swagger")) {
      GetExportResponse file = rest.call(export(apiId, type, ""));
      ImportRestApiResponse copy =
          rest.call(ImportRestApiRequest.builder().body(file.body()).build());
      GetExportResponse yaml =
          rest.call(export(apiId, type, "").toBuilder().accepts("application/yaml").build());
      ImportRestApiResponse copyOfYaml =
          rest.call(ImportRestApiRequest.builder().body(yaml.body()).build());

      assertThat(file.body().asUtf8String().replaceAll("\\s", "")).contains(schema);
      assertThat(written(copy)).isEqualTo(schema);
      assertThat(written(copyOfYaml)).isEqualTo(schema);
    }
  }

  private String written(ImportRestApiResponse api) {
    return Objects.requireNonNull(rest.state(api.id()).content().models().get("Written"))
        .schema()
        .replaceAll("\\s", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | json",
        "application/yaml | yaml",
        "Application/YAML; charset=utf-8 | yaml",
        "text/html, application/json;q=0.9 | json",
      })
  void acceptChoosesTheFormat(String accepts, String suffix) {
    GetExportResponse file =
        rest.call(export(apiId, "oas30", "").toBuilder().accepts(accepts).build());

    assertThat(file.contentDisposition()).endsWith("." + suffix + "\"");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "*/*", "text/yaml", "application/yamls", "yaml"})
  void exportWithoutAKnownFormatIsRefused(@Nullable String accepts) {
    rest.refused(
        export(apiId, "oas30", "").toBuilder().accepts(accepts).build(),
        400,
        "Unable to build exporter: " + accepts);
  }

  @Test
  void methodWithOnlyNonJsonModelsCannotBeExported() {
    ImportRestApiResponse api =
        rest.call(
            ImportRestApiRequest.builder()
                .body(
                    SdkBytes.fromUtf8String(
                        """
                        openapi: 3.0.1
                        info: {title: x, version: '1'}
                        paths:
                          /a:
                            post:
                              requestBody:
                                content: {application/xml: {schema: {$ref: '#/components/schemas/A'}}}
                              x-amazon-apigateway-integration: {type: mock}
                        components: {schemas: {A: {type: object}}}
                        """))
                .build());
    rest.deploy(api.id(), "dev");

    rest.refused(
        export(api.id(), "swagger", ""),
        400,
        "Only found non-JSON body models for method 'POST' on resource '/a'");
  }

  @Test
  void unknownApisStagesAndTypesCannotBeExported() {
    rest.refused(
        export("nope", "swagger", ""), 404, "Invalid API identifier specified 000000000000:nope");
    rest.refused(
        export(apiId, "swagger", "").toBuilder().stageName("none").build(),
        404,
        "Invalid stage identifier specified");
    rest.refused(
        export(apiId, "raml", ""),
        400,
        "Invalid export type specified: raml. Valid options are oas30,swagger");
  }

  @Test
  void versionIsEscapedInTheHeader() {
    ImportRestApiResponse api =
        rest.call(
            ImportRestApiRequest.builder()
                .body(
                    SdkBytes.fromUtf8String(
                        """
                        {"swagger": "2.0", "info": {"title": "x", "version": "1\\r\\n\\"é"},
                         "paths": {"/": {"get": {"x-amazon-apigateway-integration":
                           {"type": "mock"}}}}}
                        """))
                .build());
    rest.deploy(api.id(), "dev");

    GetExportResponse export = rest.call(export(api.id(), "swagger", ""));

    assertThat(export.contentDisposition())
        .isEqualTo("attachment; filename=\"swagger_1____.json\"");
  }
}
