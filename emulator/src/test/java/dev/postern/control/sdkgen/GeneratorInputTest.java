package dev.postern.control.sdkgen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class GeneratorInputTest {
  private static final String URL = "http://localhost:4566/_aws/execute-api/a/dev";

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ObjectNode prepared(String text) {
    ObjectNode document = json(text);
    GeneratorInput.prepare(document, "Shop", URL);
    return document;
  }

  @Test
  void operationsHaveNameTagAndResponse() {
    ObjectNode document =
        prepared(
            """
            {'paths': {'/pets': {'get': {'tags': ['x']},
                                 'post': {'operationId': 'getPets', 'responses': {'200': {}}},
                                 'x-amazon-apigateway-any-method': {'a': 1}}}}
            """);

    assertThat(document)
        .isEqualTo(
            json(
                """
                {'paths': {'/pets': {
                   'get': {'tags': ['Shop'], 'operationId': 'getPets',
                           'responses': {'default': {'description': 'Any response'}}},
                   'post': {'operationId': 'getPets2', 'responses': {'200': {}}, 'tags': ['Shop']}}},
                 'servers': [{'url': '%s'}]}
                """
                    .formatted(URL)));
  }

  @Test
  void greedyVariableBecomesADeclaredPlainVariable() {
    ObjectNode document =
        prepared(
            """
            {'paths': {'/{a}/{proxy+}': {'get': {
               'parameters': [{'name': 'a', 'in': 'path', 'required': true}]}}}}
            """);

    assertThat(document.at("/paths/~1{a}~1{proxy}/get/parameters").findValuesAsText("name"))
        .containsExactly("a", "proxy");
  }

  @Test
  void referencesToOtherDocumentsAreRemoved() {
    ObjectNode document =
        prepared(
            """
            {'components': {'schemas': {
               'A': {'$ref': 'file:///etc/passwd'},
               'B': {'properties': {'a': {'$ref': '#/components/schemas/A'},
                                    'gone': {'$ref': '#/components/schemas/Gone'},
                                    'deep': {'items': {'$ref': 'http://example.com/x'}}}}}}}
            """);

    assertThat(document.at("/components/schemas"))
        .isEqualTo(
            json(
                """
                {'A': {}, 'B': {'properties': {'a': {'$ref': '#/components/schemas/A'},
                                               'gone': {}, 'deep': {'items': {}}}}}
                """));
  }

  @Test
  void draft4SchemasBecomeOpenApiSchemas() {
    ObjectNode document =
        prepared(
            """
            {'components': {'schemas': {
               'A': {'$schema': 'http://json-schema.org/draft-04/schema#',
                     'properties': {'n': {'type': ['string', 'null']},
                                    'm': {'type': ['string', 'integer']},
                                    'type': {'type': 'string'}}}}}}
            """);

    assertThat(document.at("/components/schemas/A"))
        .isEqualTo(
            json(
                """
                {'properties': {'n': {'type': 'string', 'nullable': true},
                                'm': {}, 'type': {'type': 'string'}}}
                """));
  }

  @Test
  void clientNameDiffersFromAllOtherClasses() {
    ObjectNode document = json("{'components': {'schemas': {'pet': {}}}}");

    assertThat(GeneratorInput.clientName(document, "Pet")).isEqualTo("PetClient");
    assertThat(GeneratorInput.clientName(document, "Object")).isEqualTo("ObjectClient");
    assertThat(GeneratorInput.clientName(document, "Shop")).isEqualTo("Shop");
  }
}
