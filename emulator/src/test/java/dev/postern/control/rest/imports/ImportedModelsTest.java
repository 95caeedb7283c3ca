package dev.postern.control.rest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.control.rest.RestFixture;
import dev.postern.control.rest.content.Drafts;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.GetModelRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;

class ImportedModelsTest {
  private static final String HEAD = "swagger: '2.0'\ninfo: {title: pets, version: '1'}\n";

  private final RestFixture rest = new RestFixture();

  private static ImportRestApiRequest importOf(String file) {
    return ImportRestApiRequest.builder().body(SdkBytes.fromUtf8String(HEAD + file)).build();
  }

  @Test
  void nameThatIsNotAlphanumericFailsTheImportWithAllThatRefersToIt() {
    rest.refused(
        importOf(
            """
            paths:
              /foo:
                post:
                  parameters: [{in: body, name: b, schema: {$ref: '#/definitions/body_1'}}]
                  responses:
                    200: {description: ok, schema: {$ref: '#/definitions/C'}}
                    201: {description: ok, schema: {$ref: '#/definitions/Good'}}
                  x-amazon-apigateway-integration: {type: mock}
            definitions:
              C: {items: {$ref: '#/definitions/A'}}
              A: {properties: {x: {$ref: '#/definitions/A.c'}, y: {$ref: '#/definitions/A.b'}, z: {$ref: '#/definitions/Good'}}}
              A.b: {type: object}
              A.c: {type: object}
              Good: {properties: {own: {$ref: '#/definitions/Good'}}}
              body_1: {type: object}
            """),
        400,
        """
        Errors found during import:
        \tUnable to create model for 'C': Invalid model specified: Validation Result: warnings : \
        [], errors : [Invalid model specified: A]
        \tUnable to create model for 'A': Invalid model specified: Validation Result: warnings : \
        [], errors : [Invalid model specified: A.c, Invalid model specified: A.b]
        \tUnable to create model for 'A.b': Model name must be alphanumeric: A.b
        \tUnable to create model for 'A.c': Model name must be alphanumeric: A.c
        \tUnable to create model for 'body_1': Model name must be alphanumeric: body_1
        \tUnable to put method 'POST' on resource at path '/foo': Invalid model identifier \
        specified: null
        Additionally, these warnings were found:
        \tReference to model 'body_1' not found. Ignoring.
        \tReference to model 'C' not found. Ignoring.
        \tInvalid format for model application/json for method POST\
        """);
  }

  @Test
  void keywordThatJsonSchemaLacksFailsTheImport() {
    rest.refused(
        importOf(
            """
            paths: {}
            definitions:
              A: {$id: a, type: object}
              B:
                properties: {example: {items: [{example: 1}]}, $id: {type: string}}
                allOf: [{const: 1}]
                default: {anything: 1}
                enum: [{anything: 1}]
              C: {properties: {c: {$ref: '#/definitions/D', example: 1}}}
              D: {type: object}
            """),
        400,
        """
        Errors found during import:
        \tUnable to create model for 'A': Invalid model specified: Validation Result: warnings : \
        [], errors : [Invalid model schema specified. Unsupported keyword(s): ["$id"]]
        \tUnable to create model for 'B': Invalid model specified: Validation Result: warnings : \
        [], errors : [Invalid model schema specified. Unsupported keyword(s): ["const","example"]]\
        """);
  }

  @Test
  void importedModelHasTheDescriptionOfItsSchema() {
    ImportRestApiResponse api =
        rest.call(importOf("paths: {}\ndefinitions: {A: {type: object, description: an A}}"));

    GetModelResponse model =
        rest.call(GetModelRequest.builder().restApiId(api.id()).modelName("A").build());

    assertThat(model.description()).isEqualTo("an A");
    assertThat(model.schema()).contains("an A");
  }

  @Test
  void arraysOfModelsKeepTheirNamesWhenImportedAgain() {
    String file =
        """
        paths:
          /a:
            get:
              responses:
                200: {description: ok, schema: {type: array, items: {$ref: '#/definitions/Error'}}}
              x-amazon-apigateway-integration: {type: mock}
        definitions: {Error: {type: object}}
        """;
    ImportRestApiResponse api = rest.call(importOf(file));

    for (String mode : List.of("merge", "overwrite")) {
      rest.<SdkPojo>call(
          PutRestApiRequest.builder()
              .restApiId(api.id())
              .mode(mode)
              .body(SdkBytes.fromUtf8String(HEAD + file))
              .build());

      assertThat(rest.state(api.id()).content().models()).containsOnlyKeys("ArrayOfError", "Error");
      assertThat(Drafts.method(rest.at(api.id(), "/a"), "GET").methodResponses().values())
          .extracting(response -> response.responseModels().get("application/json"))
          .containsExactly("ArrayOfError");
    }
  }
}
