package dev.postern.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.postern.aws.error.AwsException;
import dev.postern.control.state.RestApiContent;
import dev.postern.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationVersionRequest;
import software.amazon.awssdk.services.apigateway.model.GetExportRequest;
import software.amazon.awssdk.services.apigateway.model.GetExportResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * Mutated files are either imported or refused with a 4xx status, and no method that needs an
 * authorizer is imported open.
 */
class MutatedFilesProperties {
  private static final int SEEDS = 1_500;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "7",
          "-1.5e300",
          "\"\"",
          "\"x\"",
          "\"#/definitions/order\"",
          "[]",
          "{}",
          "[1]",
          "{\"a\":1}",
          "{\"$ref\":\"#/paths\"}",
          "{\"$ref\":\"#\"}",
          "{\"$ref\":7}",
          "{\"$ref\":\"#/%zz\"}",
          "\"{}\"",
          "[null,[{}]]",
          "{\"\":\"\"}",
          "\"${AWS::Region}\"",
          "{\"$id\":\"a\",\"example\":1}",
          "{\"type\":\"array\",\"items\":{\"$ref\":\"#/definitions/order\"}}",
          "{\"description\":\"what\",\"properties\":{},\"maximum\":1e-9}",
          "{\"type\":\"oauth2\",\"x-amazon-apigateway-authtype\":\"custom\"}",
          "{\"x-amazon-apigateway-authorizer\":{\"type\":\"jwt\"}}",
          "{\"type\":\"mock\",\"requestParameters\":{\"integration.request.path.a\":"
              + "\"method.request.path.nowhere\"}}",
          "{\"default\":{\"statusCode\":599,\"responseParameters\":"
              + "{\"method.response.header.A\":\"'a'\"}}}",
          "[{\"location\":{\"type\":\"RESPONSE\"},\"properties\":{\"description\":[1]}}]",
          "[{\"location\":{\"type\":\"METHOD\",\"path\":7},\"properties\":{\"tags\":[\"a\"]}}]");

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void partsOfTheWrongTypeNeverBreakAnImport() throws IOException {
    List<JsonNode> files =
        List.of(
            json.readTree(TestData.bytes("openapi/sam.json")),
            json.readTree(TestData.bytes("openapi/cdk.json")),
            new YAMLMapper().readTree(allExtensions()));
    int imported = 0;

    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      JsonNode file = files.get(seed % files.size()).deepCopy();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        mutate(file, random);
      }
      imported += isImported(file.toString().getBytes(StandardCharsets.UTF_8), seed) ? 1 : 0;
    }

    System.out.printf("%d of %d mutated files imported%n", imported, SEEDS);
    assertThat(imported).isBetween(SEEDS / 4, SEEDS - 1);
  }

  @Test
  void brokenBytesNeverBreakAnImport() {
    List<byte[]> files =
        List.of(TestData.bytes("openapi/serverless.yml"), TestData.bytes("openapi/cdk.json"));

    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] file = files.get(seed % files.size()).clone();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        byte other =
            random.nextBoolean()
                ? (byte) "{}[]:,\"'&*!|>#%@-? \n\t".charAt(random.nextInt(21))
                : (byte) random.nextInt();
        file[random.nextInt(file.length)] = other;
      }
      isImported(file, seed);
    }
  }

  private static String allExtensions() {
    return new String(TestData.bytes("openapi/harbourline.oas30.yaml"), StandardCharsets.UTF_8)
        .replaceFirst("(?s)  /parcels:.*\n  /files/", "  /files/")
        .replaceFirst("(?s)    Item:.*\n  securitySchemes:", "  securitySchemes:");
  }

  /** Returns whether the file is imported. Fails on any error other than a 4xx status. */
  private static boolean isImported(byte[] file, int seed) {
    RestFixture rest = new RestFixture();
    try {
      ImportRestApiResponse api =
          rest.call(
              ImportRestApiRequest.builder().body(SdkBytes.fromByteArrayUnsafe(file)).build());
      assertGuarded(file, rest.state(api.id()).content(), seed);
      rest.<SdkPojo>call(
          PutRestApiRequest.builder()
              .restApiId(api.id())
              .body(SdkBytes.fromByteArrayUnsafe(file))
              .build());
      rest.deploy(api.id(), "dev");
      rest.<SdkPojo>call(
          CreateDocumentationVersionRequest.builder()
              .restApiId(api.id())
              .documentationVersion("1")
              .stageName("dev")
              .build());
      GetExportResponse export =
          rest.call(
              GetExportRequest.builder()
                  .restApiId(api.id())
                  .stageName("dev")
                  .exportType("oas30")
                  .accepts("application/json")
                  .parameters(Map.of("extensions", "apigateway"))
                  .build());
      rest.<SdkPojo>call(ImportRestApiRequest.builder().body(export.body()).build());
      return true;
    } catch (AwsException e) {
      assertThat(e.status()).as("seed " + seed).isBetween(400, 499);
      return e.text().startsWith("No integration defined");
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed %d: %s".formatted(seed, new String(file, StandardCharsets.UTF_8)), e);
    }
  }

  /** Asserts that each method that names an announced authorizer is missing or has one. */
  private static void assertGuarded(byte[] file, RestApiContent content, int seed) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(file);
    } catch (IOException _) {
      return; // YAML and repeated names: the other files test this
    }
    JsonNode schemes =
        root.has("swagger")
            ? root.path("securityDefinitions")
            : root.path("components").path("securitySchemes");
    for (Resource resource : content.resources().values()) {
      resource
          .resourceMethods()
          .forEach((verb, method) -> {
            JsonNode operation =
                root.path("paths").path(resource.path()).path(verb.toLowerCase(Locale.ROOT));
            JsonNode security =
                operation.path("security").isArray()
                    ? operation.path("security")
                    : root.path("security");
            if (operation.has("responses")
                && !operation.has("x-amazon-apigateway-auth")
                && isGuarded(security, schemes)) {
              assertThat(method.authorizationType()).as("seed " + seed).isNotEqualTo("NONE");
            }
          });
    }
  }

  private static boolean isGuarded(JsonNode security, JsonNode schemes) {
    for (JsonNode alternative : security) {
      for (Map.Entry<String, JsonNode> named : alternative.properties()) {
        JsonNode scheme = schemes.path(named.getKey());
        if (scheme.path("x-amazon-apigateway-authorizer").isObject()
            || !scheme.path("x-amazon-apigateway-authtype").asText().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Replaces, renames or removes a random value. */
  private void mutate(JsonNode file, RandomGenerator random) throws JsonProcessingException {
    List<JsonNode> holders = new ArrayList<>();
    collect(file, holders);
    JsonNode holder = holders.get(random.nextInt(holders.size()));
    @Nullable JsonNode value =
        random.nextInt(8) == 0 ? null : json.readTree(VALUES.get(random.nextInt(VALUES.size())));
    int at = random.nextInt(holder.size());
    if (holder instanceof ArrayNode list) {
      if (value == null) {
        list.remove(at);
      } else {
        list.set(at, value);
      }
    } else if (holder instanceof ObjectNode object) {
      String name = new ArrayList<>(object.properties()).get(at).getKey();
      if (value == null) {
        object.remove(name);
      } else if (random.nextInt(8) == 0) {
        object.set(name + "_1", object.remove(name));
      } else {
        object.set(name, value);
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> holders) {
    if (!node.isEmpty()) {
      holders.add(node);
    }
    node.forEach(child -> collect(child, holders));
  }
}
