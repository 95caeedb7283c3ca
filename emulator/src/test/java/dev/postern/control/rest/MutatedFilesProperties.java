package dev.postern.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.postern.aws.error.AwsException;
import dev.postern.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.GetExportRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;

/** Mutated files are either imported or refused with a 4xx status. */
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
          "\"${AWS::Region}\"");

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
      rest.<SdkPojo>call(
          PutRestApiRequest.builder()
              .restApiId(api.id())
              .body(SdkBytes.fromByteArrayUnsafe(file))
              .build());
      rest.deploy(api.id(), "dev");
      rest.<SdkPojo>call(
          GetExportRequest.builder()
              .restApiId(api.id())
              .stageName("dev")
              .exportType("oas30")
              .parameters(Map.of("extensions", "apigateway"))
              .build());
      return true;
    } catch (AwsException e) {
      assertThat(e.status()).as("seed " + seed).isBetween(400, 499);
      return e.text().startsWith("No integration defined");
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed %d: %s".formatted(seed, new String(file, StandardCharsets.UTF_8)), e);
    }
  }

  /** Replaces or removes a random value. */
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
