package dev.postern.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import dev.postern.control.rest.content.Drafts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;

/**
 * PutIntegration refuses a mapping exactly if the method does not declare its source. Imports take
 * every source.
 */
class DeclaredSourcesProperties {
  private static final int SEEDS = 300;

  private final RestFixture rest = new RestFixture();
  private final CreateRestApiResponse api = rest.api();
  private final String resource = rest.resource(api, api.rootResourceId(), "{path}").id();

  private static String parameter(RandomGenerator random) {
    String place = List.of("path", "querystring", "header").get(random.nextInt(3));
    // Names are unique across places, as PutMethod demands.
    return "method.request.%s.%s%d"
        .formatted(place, place, random.nextInt(3))
        .replace("path0", "path");
  }

  private static String source(RandomGenerator random) {
    String parameter = parameter(random);
    return random.nextInt(4) == 0 && !parameter.contains(".path.")
        ? parameter.replace("request.", "request.multivalue")
        : parameter;
  }

  @Test
  void sourcesMustBeDeclaredExceptInImports() {
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<String, Boolean> declared = new LinkedHashMap<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        declared.put(parameter(random), random.nextBoolean());
      }
      Map<String, String> mappings = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        mappings.put("integration.request.header.h" + i, source(random));
      }

      List<String> undeclared =
          mappings.values().stream()
              .filter(source -> !declared.containsKey(source.replace("multivalue", "")))
              .toList();

      assertThat(putRefuses(declared, mappings))
          .as("seed " + seed)
          .isEqualTo(!undeclared.isEmpty());
      assertThat(imported(mappings)).as("seed " + seed).isEqualTo(mappings);
      refused += undeclared.isEmpty() ? 0 : 1;
    }
    assertThat(refused).isBetween(SEEDS / 10, SEEDS - SEEDS / 10);
  }

  private boolean putRefuses(Map<String, Boolean> declared, Map<String, String> mappings) {
    rest.<SdkPojo>call(
        PutMethodRequest.builder()
            .restApiId(api.id())
            .resourceId(resource)
            .httpMethod("GET")
            .authorizationType("NONE")
            .requestParameters(declared)
            .build());
    try {
      rest.<SdkPojo>call(
          PutIntegrationRequest.builder()
              .restApiId(api.id())
              .resourceId(resource)
              .httpMethod("GET")
              .type("MOCK")
              .requestParameters(mappings)
              .build());
      return false;
    } catch (AwsException e) {
      assertThat(e.status()).isEqualTo(400);
      assertThat(e.text()).contains("Invalid mapping expression parameter specified: ");
      return true;
    } finally {
      rest.<SdkPojo>call(
          DeleteMethodRequest.builder()
              .restApiId(api.id())
              .resourceId(resource)
              .httpMethod("GET")
              .build());
    }
  }

  private Map<String, String> imported(Map<String, String> mappings) {
    String parameters =
        mappings.entrySet().stream()
            .map(mapping -> mapping.getKey() + ": " + mapping.getValue())
            .collect(Collectors.joining(", "));
    RestFixture fresh = new RestFixture();
    ImportRestApiResponse copy =
        fresh.call(
            ImportRestApiRequest.builder()
                .body(
                    SdkBytes.fromUtf8String(
                        "openapi: 3.0.1\ninfo: {title: x, version: '1'}\npaths: {'/{path}': {get:"
                            + " {x-amazon-apigateway-integration: {type: mock, requestParameters: {"
                            + parameters
                            + "}}}}}"))
                .build());
    return Drafts.method(fresh.at(copy.id(), "/{path}"), "GET")
        .methodIntegration()
        .requestParameters();
  }
}
