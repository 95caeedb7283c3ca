package dev.postern.deploy.rest;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.control.state.RestApiContent;
import dev.postern.deploy.target.Backends;
import dev.postern.execute.TestExchange;
import dev.postern.execute.integration.AssumedRoles;
import dev.postern.execute.integration.AwsServices;
import dev.postern.execute.integration.BackendTls;
import dev.postern.execute.integration.HttpBackend;
import dev.postern.execute.integration.PrivateNetwork;
import dev.postern.execute.live.Directory;
import dev.postern.report.Occupancy;
import dev.postern.runner.LambdaRunner;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** Backends that nobody calls, and small contents of APIs. */
public final class TestBackends {
  public static final Caller OWNER =
      new Caller(new AccountId("123456789012"), new Region("eu-west-1"));
  public static final InstantSource CLOCK = () -> TestExchange.RECEIVED;
  public static final String FUNCTION_URI =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations";

  private TestBackends() {}

  /** Returns backends where only SQS has an endpoint. */
  public static Backends of(Vertx vertx, Directory directory, LambdaRunner runner) {
    HttpBackend http = new HttpBackend(vertx, new BackendTls(List.of()), 1_000, new Occupancy());
    AwsServices services =
        new AwsServices(
            http,
            new AssumedRoles(http, CLOCK),
            Map.of("AWS_ENDPOINT_URL_SQS", URI.create("http://localhost:9324")),
            null,
            null);
    return new Backends(
        directory, http, new PrivateNetwork(Map.of()), services, runner, true, CLOCK);
  }

  /** Returns the content of a regional API with one GET method on {@code /pets}. */
  public static RestApiContent content(UnaryOperator<Method.Builder> method) {
    RestApi api =
        RestApi.builder()
            .id("a1b2c3d4e5")
            .name("pets")
            .endpointConfiguration(c -> c.types(EndpointType.REGIONAL))
            .build();
    return RestApiContent.of(api).withResource(resource(method));
  }

  /** Returns the resource of such a content. */
  public static Resource resource(UnaryOperator<Method.Builder> method) {
    return Resource.builder()
        .id("r1")
        .path("/pets")
        .pathPart("pets")
        .resourceMethods(Map.of("GET", method(method)))
        .build();
  }

  /** Returns a GET method that is open to everybody, a MOCK unless the test says otherwise. */
  public static Method method(UnaryOperator<Method.Builder> method) {
    return method
        .apply(
            Method.builder()
                .httpMethod("GET")
                .authorizationType("NONE")
                .apiKeyRequired(false)
                .methodIntegration(mock("200")))
        .build();
  }

  /** Returns a MOCK that answers the status and nothing else. */
  public static Integration mock(String status) {
    return Integration.builder()
        .type(IntegrationType.MOCK)
        .requestTemplates(Map.of("application/json", "{\"statusCode\": " + status + "}"))
        .integrationResponses(
            Map.of(
                status,
                IntegrationResponse.builder()
                    .statusCode(status)
                    .responseTemplates(Map.of("application/json", "mocked"))
                    .build()))
        .build();
  }
}
