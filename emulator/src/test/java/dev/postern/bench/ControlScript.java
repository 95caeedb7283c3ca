package dev.postern.bench;

import dev.postern.bench.ControlSuite.Draft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** Calls operations with a real SDK client and keeps how long each took, in milliseconds. */
final class ControlScript {
  private static final String JSON = "application/json";
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}";

  private final ApiGatewayClient rest;
  private final Map<String, List<Double>> round = new LinkedHashMap<>();
  private final Map<String, List<Double>> medians = new LinkedHashMap<>();
  private final List<Double> rates = new ArrayList<>();

  ControlScript(ApiGatewayClient rest) {
    this.rest = rest;
  }

  /**
   * Makes an API with all that belongs to one, deploys it, and deletes it.
   *
   * @return operations called
   */
  int wholeApi() {
    CreateRestApiResponse api = timed("CreateRestApi", () -> rest.createRestApi(r -> r.name("a")));
    String id = api.id();
    String resource =
        timed(
                "CreateResource",
                () ->
                    rest.createResource(
                        r -> r.restApiId(id).parentId(api.rootResourceId()).pathPart("pets")))
            .id();
    timed(
        "CreateModel",
        () -> rest.createModel(r -> r.restApiId(id).name("Pet").contentType(JSON).schema(SCHEMA)));
    methodAndIntegration(id, resource);
    timed("GetResources", () -> rest.getResources(r -> r.restApiId(id)));
    timed("CreateDeployment", () -> rest.createDeployment(r -> r.restApiId(id).stageName("dev")));
    timed("GetStage", () -> rest.getStage(r -> r.restApiId(id).stageName("dev")));
    timed(
        "UpdateStage",
        () ->
            rest.updateStage(r ->
                r.restApiId(id).stageName("dev").patchOperations(replace("/variables/a", "1"))));
    timed("DeleteStage", () -> rest.deleteStage(r -> r.restApiId(id).stageName("dev")));
    timed("GetRestApi", () -> rest.getRestApi(r -> r.restApiId(id)));
    timed("DeleteRestApi", () -> rest.deleteRestApi(r -> r.restApiId(id)));
    return 14;
  }

  private void methodAndIntegration(String id, String resource) {
    timed(
        "PutMethod",
        () ->
            rest.putMethod(r ->
                r.restApiId(id).resourceId(resource).httpMethod("POST").authorizationType("NONE")));
    timed(
        "PutMethodResponse",
        () ->
            rest.putMethodResponse(
                r -> r.restApiId(id).resourceId(resource).httpMethod("POST").statusCode("200")));
    timed(
        "PutIntegration",
        () ->
            rest.putIntegration(r ->
                r.restApiId(id)
                    .resourceId(resource)
                    .httpMethod("POST")
                    .type("MOCK")
                    .requestTemplates(Map.of(JSON, "{\"statusCode\": 200}"))));
    timed(
        "PutIntegrationResponse",
        () ->
            rest.putIntegrationResponse(r ->
                r.restApiId(id)
                    .resourceId(resource)
                    .httpMethod("POST")
                    .statusCode("200")
                    .responseTemplates(Map.of(JSON, "{}"))));
  }

  /** Adds parts to a draft, reads and changes them, and takes them away again. */
  void editsOf(Draft draft) {
    String id = draft.apiId();
    String resource =
        timed(
                "CreateResource",
                () ->
                    rest.createResource(
                        r -> r.restApiId(id).parentId(draft.resourceId()).pathPart("edited")))
            .id();
    methodAndIntegration(id, resource);
    timed("GetResource", () -> rest.getResource(r -> r.restApiId(id).resourceId(resource)));
    timed(
        "UpdateIntegration",
        () ->
            rest.updateIntegration(r ->
                r.restApiId(id)
                    .resourceId(resource)
                    .httpMethod("POST")
                    .patchOperations(replace("/timeoutInMillis", "1000"))));
    timed("GetResources", () -> rest.getResources(r -> r.restApiId(id).limit(3)));
    timed(
        "UpdateResource",
        () ->
            rest.updateResource(r ->
                r.restApiId(id)
                    .resourceId(resource)
                    .patchOperations(replace("/pathPart", "renamed"))));
    timed(
        "CreateModel",
        () -> rest.createModel(r -> r.restApiId(id).name("Pet").contentType(JSON).schema(SCHEMA)));
    timed("DeleteModel", () -> rest.deleteModel(r -> r.restApiId(id).modelName("Pet")));
    String validator =
        timed(
                "CreateRequestValidator",
                () -> rest.createRequestValidator(r -> r.restApiId(id).name("v")))
            .id();
    timed(
        "DeleteRequestValidator",
        () -> rest.deleteRequestValidator(r -> r.restApiId(id).requestValidatorId(validator)));
    timed(
        "DeleteMethod",
        () -> rest.deleteMethod(r -> r.restApiId(id).resourceId(resource).httpMethod("POST")));
    timed("DeleteResource", () -> rest.deleteResource(r -> r.restApiId(id).resourceId(resource)));
  }

  /** Changes one method, as between two deployments, and deploys all. */
  void changeAndDeploy(Draft draft) {
    String id = draft.apiId();
    rest.updateIntegration(r ->
        r.restApiId(id)
            .resourceId(draft.resourceId())
            .httpMethod("GET")
            .patchOperations(
                replace("/requestTemplates/application~1json", "{\"statusCode\": 201}"),
                replace("/requestTemplates/application~1json", "{\"statusCode\": 200}")));
    String deployment =
        timed(
                "CreateDeployment",
                () -> rest.createDeployment(r -> r.restApiId(id).stageName("dev")))
            .id();
    rest.getDeployment(r -> r.restApiId(id).deploymentId(deployment));
  }

  void page(int items) {
    int found = timed("GetRestApis", () -> rest.getRestApis(r -> r.limit(items))).items().size();
    if (found != items) {
      throw new IllegalStateException("a page of " + found);
    }
  }

  private static PatchOperation replace(String path, String value) {
    return PatchOperation.builder().op(Op.REPLACE).path(path).value(value).build();
  }

  private <R> R timed(String operation, Supplier<R> call) {
    long start = System.nanoTime();
    R answer = call.get();
    double millis = (System.nanoTime() - start) / 1e6;
    round.computeIfAbsent(operation, _ -> new ArrayList<>()).add(millis);
    return answer;
  }

  /** Forgets what was kept so far: it was for warming up. */
  void forget() {
    round.clear();
  }

  /** Keeps of the round each operation's median, and the rate of all together. */
  void endRound() {
    double millis = 0;
    int calls = 0;
    for (Map.Entry<String, List<Double>> times : round.entrySet()) {
      medians
          .computeIfAbsent(times.getKey(), _ -> new ArrayList<>())
          .add(new Series(times.getValue()).median());
      millis += times.getValue().stream().mapToDouble(Double::doubleValue).sum();
      calls += times.getValue().size();
    }
    rates.add(calls / millis * 1_000);
    round.clear();
  }

  void reportRate(Report report, String scenario) {
    report.add(Row.alone(scenario, "operations", "/s", new Series(rates)));
    reportTimes(report, scenario);
  }

  void reportTimes(Report report, String scenario) {
    medians.forEach((operation, times) ->
        report.add(Row.alone(scenario, operation + " p50", "ms", new Series(times))));
  }

  /** Each operation beside the same in the other script. */
  void reportAgainst(Report report, String scenario, ControlScript other, String against) {
    medians.forEach((operation, times) ->
        report.add(
            new Row(
                scenario,
                operation + " p50",
                "ms",
                new Series(times),
                new Series(other.medians.getOrDefault(operation, times)),
                against)));
  }
}
