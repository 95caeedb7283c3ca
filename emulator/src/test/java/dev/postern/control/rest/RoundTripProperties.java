package dev.postern.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.control.state.RestApiContent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.GetExportRequest;
import software.amazon.awssdk.services.apigateway.model.GetExportResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** Exporting and importing an API yields an equal API, except for ids. */
class RoundTripProperties {
  private static final int SEEDS = 40;

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void importOfAnExportYieldsAnEqualApi() throws JsonProcessingException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RestFixture rest = new RestFixture();
      String original = new RandomApis(rest, new SplittableRandom(seed)).make();
      rest.deploy(original, "dev");

      for (String type : List.of("swagger", "oas30")) {
        for (String accepts : List.of("application/json", "application/yaml")) {
          String copy = imported(rest, exported(rest, original, type, accepts));

          String description = "seed %d, %s in %s".formatted(seed, type, accepts);
          assertThat(comparable(rest, copy)).as(description).isEqualTo(comparable(rest, original));
        }
      }
    }
  }

  private static GetExportResponse exported(
      RestFixture rest, String apiId, String type, String accepts) {
    return rest.call(
        GetExportRequest.builder()
            .restApiId(apiId)
            .stageName("dev")
            .exportType(type)
            .accepts(accepts)
            .parameters(Map.of("extensions", "apigateway"))
            .build());
  }

  private static String imported(RestFixture rest, GetExportResponse file) {
    ImportRestApiResponse copy =
        rest.call(
            ImportRestApiRequest.builder()
                .body(file.body())
                .failOnWarnings(true)
                .parameters(Map.of("ignore", "documentation"))
                .build());
    return copy.id();
  }

  /** Returns the content with names instead of ids, without unused default models. */
  private Map<String, Object> comparable(RestFixture rest, String apiId)
      throws JsonProcessingException {
    RestApiContent content = rest.state(apiId).content();
    Map<String, Object> all = new TreeMap<>();
    RestApi api = content.api();
    String policy = api.policy() == null ? "" : api.policy().replaceAll("[a-z0-9]{10}/\\*", "ID/*");
    all.put(
        "api", api.toBuilder().id("").rootResourceId("").createdDate(null).policy(policy).build());
    for (Resource resource : content.resources().values()) {
      all.put("path " + resource.path(), "");
      resource
          .resourceMethods()
          .forEach((verb, method) ->
              all.put(resource.path() + " " + verb, comparable(content, resource, method)));
    }
    for (var model : content.models().values()) {
      JsonNode schema = json.readTree(model.schema().replaceAll("restapis/[a-z0-9]+/", ""));
      if (!model.name().equals("Empty") && !model.name().equals("Error")) {
        all.put("model " + model.name(), schema);
      }
    }
    all.put("gateway responses", Map.copyOf(content.gatewayResponses()));
    all.put(
        "authorizers",
        content.authorizers().values().stream()
            .map(authorizer -> authorizer.toBuilder().id("").build())
            .collect(Collectors.toSet()));
    all.put(
        "validators",
        content.requestValidators().values().stream()
            .map(validator -> validator.toBuilder().id("").build())
            .collect(Collectors.toSet()));
    return all;
  }

  private static Method comparable(RestApiContent content, Resource resource, Method method) {
    Method.Builder comparable = method.toBuilder();
    if (method.authorizerId() != null) {
      comparable.authorizerId(
          Objects.requireNonNull(content.authorizers().get(method.authorizerId())).name());
    }
    if (method.requestValidatorId() != null) {
      comparable.requestValidatorId(
          Objects.requireNonNull(content.requestValidators().get(method.requestValidatorId()))
              .name());
    }
    Integration integration = method.methodIntegration();
    return resource.id().equals(integration.cacheNamespace())
        ? comparable.methodIntegration(integration.toBuilder().cacheNamespace("").build()).build()
        : comparable.build();
  }
}
