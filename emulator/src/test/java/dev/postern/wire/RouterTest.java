package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.sdk.Operation;
import dev.postern.sdk.Operations;
import dev.postern.sdk.UriTemplate.Segment;
import dev.postern.wire.Router.Route;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Operations operations = Operations.load();
  private final Router router = new Router(operations.all());

  @Test
  void everyTemplateFindsItsOwnOperation() {
    for (Operation operation : operations.all()) {
      StringBuilder path = new StringBuilder();
      Map<String, String> labels = new HashMap<>();
      for (Segment segment : operation.uri().segments()) {
        switch (segment) {
          case Segment.Literal(String text) -> path.append('/').append(text);
          case Segment.Label(String name) -> {
            labels.put(name, "value of " + name);
            path.append("/value%20of%20").append(name);
          }
        }
      }
      StringBuilder query = new StringBuilder("other=1");
      operation.uri().query().forEach((k, v) -> query.append('&').append(k + "=" + v));

      assertThat(find(operation.method(), path.toString(), query.toString()))
          .as(operation.name())
          .contains(new Route(operation, labels));
    }
  }

  @Test
  void anEncodedArnIsOneSegment() {
    Optional<Route> route =
        find("GET", "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fa1", "");

    assertThat(route)
        .contains(
            route(
                "apigateway",
                "GetTags",
                "resource_arn",
                "arn:aws:apigateway:us-east-1::/restapis/a1"));
  }

  @Test
  void anArnWithRawSlashesIsOneValue() {
    String arn = "arn:aws:apigateway:us-east-1::/apis/a1/stages/dev";

    assertThat(find("GET", "/v2/tags/" + arn, ""))
        .contains(route("apigatewayv2", "GetTags", "resource-arn", arn));
    assertThat(find("POST", "/2017-03-31/tags/arn:aws:lambda:r:a:function:f", ""))
        .contains(route("lambda", "TagResource", "Resource", "arn:aws:lambda:r:a:function:f"));
  }

  @Test
  void aPlusInThePathIsAPlus() {
    assertThat(find("GET", "/restapis/a+b%2Bc%20d", ""))
        .contains(route("apigateway", "GetRestApi", "restapi_id", "a+b+c d"));
  }

  @Test
  void aLiteralMayBeEncoded() {
    assertThat(find("GET", "/%40connections/L0SM9cOFvHcCIhw%3D", ""))
        .contains(
            route("apigatewaymanagementapi", "GetConnection", "connectionId", "L0SM9cOFvHcCIhw="));
  }

  @Test
  void aLiteralQueryDecidesBetweenOperations() {
    assertThat(name("POST", "/restapis", "")).contains("CreateRestApi");
    assertThat(name("POST", "/restapis", "mode=import&a=b")).contains("ImportRestApi");
    assertThat(name("POST", "/restapis", "mode=export")).contains("CreateRestApi");
    assertThat(name("POST", "/apikeys", "format=csv&mode=import")).contains("ImportApiKeys");
    assertThat(name("GET", "/2018-10-31/layers", "find=LayerVersion&Arn=x"))
        .contains("GetLayerVersionByArn");
    assertThat(name("GET", "/2018-10-31/layers", "")).contains("ListLayers");
    assertThat(name("GET", "/2019-09-30/functions/f/provisioned-concurrency", "List=ALL"))
        .contains("ListProvisionedConcurrencyConfigs");
    assertThat(name("GET", "/2019-09-30/functions/f/provisioned-concurrency", "Qualifier=1"))
        .contains("GetProvisionedConcurrencyConfig");
  }

  @Test
  void oneSlashAtTheEndIsIgnored() {
    assertThat(name("GET", "/restapis/", "")).contains("GetRestApis");
    assertThat(name("GET", "/2015-03-31/functions/", "")).contains("ListFunctions");
  }

  @Test
  void otherVerbsAndPathsHaveNoOperation() {
    assertThat(find("PUT", "/restapis", "")).isEmpty();
    assertThat(find("GET", "/", "")).isEmpty();
    assertThat(find("GET", "/restapis//resources", "")).isEmpty();
    assertThat(find("GET", "/restapis/a1/", "mode=import")).isPresent();
    assertThat(find("GET", "/restapis/a1/nothing", "")).isEmpty();
    assertThat(find("HEAD", "/restapis", "")).isEmpty();
    assertThat(find("OPTIONS", "*", "")).isEmpty();
  }

  private Optional<String> name(String method, String path, String query) {
    return find(method, path, query).map(route -> route.operation().name());
  }

  private Optional<Route> find(String method, String path, String query) {
    return router.find(
        new HttpRequest(method, "http", "h", path, query, Headers.empty(), new byte[0], "::1"));
  }

  private Route route(String service, String operation, String label, String value) {
    return new Route(operations.get(service, operation), Map.of(label, value));
  }
}
