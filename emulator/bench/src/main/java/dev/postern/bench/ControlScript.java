package dev.postern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls operations one after the other and keeps how long each took, in milliseconds. */
final class ControlScript {
  private static final String JSON = "application/json";
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}";
  private static final Map<String, ?> MODEL =
      Map.of("name", "Pet", "contentType", JSON, "schema", SCHEMA);
  private static final Map<String, ?> DEPLOYMENT = Map.of("stageName", "dev");
  private static final int SHOWN = 3;

  private final ControlPlane control;
  private final Map<String, List<Double>> round = new LinkedHashMap<>();
  private final Map<String, List<Double>> medians = new LinkedHashMap<>();
  private final List<Double> rates = new ArrayList<>();

  ControlScript(ControlPlane control) {
    this.control = control;
  }

  /**
   * Makes an API with all that belongs to one, deploys it, and deletes it.
   *
   * @return operations called
   */
  int wholeApi() throws IOException, InterruptedException {
    JsonNode created = timed("CreateRestApi", "POST", "/restapis", Map.of("name", "a"));
    String api = "/restapis/" + created.path("id").asText();
    String root = created.path("rootResourceId").asText();
    String resource = resource(api, root, "pets");
    timed("CreateModel", "POST", api + "/models", MODEL);
    methodAndIntegration(resource);
    timed("GetResources", "GET", api + "/resources", null);
    timed("CreateDeployment", "POST", api + "/deployments", DEPLOYMENT);
    timed("GetStage", "GET", api + "/stages/dev", null);
    timed("UpdateStage", "PATCH", api + "/stages/dev", Patch.replace("/variables/a", "1"));
    timed("DeleteStage", "DELETE", api + "/stages/dev", null);
    timed("GetRestApi", "GET", api, null);
    timed("DeleteRestApi", "DELETE", api, null);
    return 14;
  }

  /** Creates a resource; returns its path. */
  private String resource(String api, String parentId, String pathPart)
      throws IOException, InterruptedException {
    JsonNode resource =
        timed(
            "CreateResource", "POST", api + "/resources/" + parentId, Map.of("pathPart", pathPart));
    return api + "/resources/" + resource.path("id").asText();
  }

  private void methodAndIntegration(String resource) throws IOException, InterruptedException {
    String method = resource + "/methods/POST";
    timed("PutMethod", "PUT", method, Map.of("authorizationType", "NONE"));
    timed("PutMethodResponse", "PUT", method + "/responses/200", Map.of());
    timed(
        "PutIntegration",
        "PUT",
        method + "/integration",
        Map.of("type", "MOCK", "requestTemplates", Map.of(JSON, "{\"statusCode\": 200}")));
    timed(
        "PutIntegrationResponse",
        "PUT",
        method + "/integration/responses/200",
        Map.of("responseTemplates", Map.of(JSON, "{}")));
  }

  /** Adds parts to a draft, reads and changes them, and takes them away again. */
  void editsOf(Draft draft) throws IOException, InterruptedException {
    String api = "/restapis/" + draft.apiId();
    String resource = resource(api, draft.resourceId(), "edited");
    methodAndIntegration(resource);
    timed("GetResource", "GET", resource, null);
    timed(
        "UpdateIntegration",
        "PATCH",
        resource + "/methods/POST/integration",
        Patch.replace("/timeoutInMillis", "1000"));
    timed("GetResources", "GET", api + "/resources?limit=3", null);
    timed("UpdateResource", "PATCH", resource, Patch.replace("/pathPart", "renamed"));
    timed("CreateModel", "POST", api + "/models", MODEL);
    timed("DeleteModel", "DELETE", api + "/models/Pet", null);
    String validators = api + "/requestvalidators";
    JsonNode validator = timed("CreateRequestValidator", "POST", validators, Map.of("name", "v"));
    timed(
        "DeleteRequestValidator", "DELETE", validators + "/" + validator.path("id").asText(), null);
    timed("DeleteMethod", "DELETE", resource + "/methods/POST", null);
    timed("DeleteResource", "DELETE", resource, null);
  }

  /** Changes one method, as between two deployments, and deploys all. */
  void changeAndDeploy(Draft draft) throws IOException, InterruptedException {
    String api = "/restapis/" + draft.apiId();
    String template = "/requestTemplates/application~1json";
    control.call(
        "PATCH",
        "%s/resources/%s/methods/GET/integration".formatted(api, draft.resourceId()),
        Patch.replace(template, "{\"statusCode\": 201}", template, "{\"statusCode\": 200}"));
    JsonNode deployment = timed("CreateDeployment", "POST", api + "/deployments", DEPLOYMENT);
    control.call("GET", api + "/deployments/" + deployment.path("id").asText(), null);
  }

  /** Lists the first APIs. */
  void page(int items) throws IOException, InterruptedException {
    JsonNode page = timed("GetRestApis", "GET", "/restapis?limit=" + items, null);
    int found = page.path("item").size();
    if (found != items) {
      throw new IOException("a page of %d instead of %d".formatted(found, items));
    }
  }

  private JsonNode timed(String operation, String verb, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    JsonNode answer = control.call(verb, path, body);
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

  /** Operations a second, round by round. */
  Series rate() {
    return new Series(rates);
  }

  /** The time of one operation, round by round. */
  Series millis(String operation) {
    return new Series(medians.getOrDefault(operation, List.of()));
  }

  /** The operations that take longest. */
  String slowest() {
    return medians.entrySet().stream()
        .sorted(Comparator.comparingDouble(entry -> -new Series(entry.getValue()).median()))
        .limit(SHOWN)
        .map(entry ->
            "%s %s ms"
                .formatted(entry.getKey(), Numbers.text(new Series(entry.getValue()).median())))
        .collect(Collectors.joining(", "));
  }

  /**
   * Compares the time of the slowest operation with the same in another script; slowest in
   * comparison.
   */
  Row against(String figure, ControlScript other) {
    Map<String, Series> ratios = new LinkedHashMap<>();
    medians
        .keySet()
        .forEach(operation ->
            ratios.put(operation, millis(operation).dividedBy(other.millis(operation))));
    List<String> ordered =
        ratios.keySet().stream()
            .sorted(Comparator.comparingDouble(operation -> -medianOf(ratios, operation)))
            .toList();
    Series middle = ratios.getOrDefault(ordered.get(ordered.size() / 2), rate());
    String detail =
        ordered.stream()
            .limit(SHOWN)
            .map(operation ->
                "%s %s (%s of %s ms)"
                    .formatted(
                        operation,
                        Numbers.text(medianOf(ratios, operation)),
                        Numbers.text(millis(operation).median()),
                        Numbers.text(other.millis(operation).median())))
            .collect(Collectors.joining(", "));
    return new Row(figure, "", List.of(middle), Bar.NONE, "most: " + detail);
  }

  private static double medianOf(Map<String, Series> ratios, String operation) {
    Series series = ratios.get(operation);
    return series == null ? Double.NaN : series.median();
  }
}
