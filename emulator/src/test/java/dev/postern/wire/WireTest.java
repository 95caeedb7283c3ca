package dev.postern.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.WireErrors;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.sdk.EventStream;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Service;
import dev.postern.testing.LogCapture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;

class WireTest {
  private final List<Call> calls = new ArrayList<>();

  private static final Service BROKEN =
      (_, _, _) -> {
        throw new IllegalStateException("planted by a test");
      };

  private record Call(String operation, Caller caller, SdkPojo request) {}

  @Test
  void anAnswerCarriesARequestId() {
    HttpResponse response =
        rest(GetRestApiResponse.builder().id("a1").build(), get("/restapis/a1"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.bodyText()).isEqualTo("{\"id\":\"a1\"}");
    assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(response.headers().get("x-amzn-RequestId"))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(response.headers().get("x-amz-apigw-id")).hasSize(16).endsWith("=");
  }

  @Test
  void anUnsignedCallerHasTheDefaultAccountAndRegion() {
    rest(GetRestApiResponse.builder().build(), get("/restapis/a1"));

    assertThat(calls)
        .containsExactly(
            new Call(
                "GetRestApi",
                new Caller(AccountId.DEFAULT, new Region("eu-north-1")),
                GetRestApiRequest.builder().restApiId("a1").build()));
  }

  @Test
  void accountAndRegionComeFromTheCredential() {
    rest(GetRestApiResponse.builder().build(), signed("123456789012/20260131/eu-west-1"));
    rest(GetRestApiResponse.builder().build(), signed("AKIAIOSFODNN7EXAMPLE/20260131/us-west-2"));

    assertThat(calls)
        .extracting(Call::caller)
        .containsExactly(
            new Caller(new AccountId("123456789012"), new Region("eu-west-1")),
            new Caller(AccountId.DEFAULT, new Region("us-west-2")));
  }

  @Test
  void accountAndRegionComeFromAPresignedUrl() {
    HttpRequest presigned =
        request(
            "GET",
            "/restapis/a1",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=ab&X-Amz-SignedHeaders=host"
                + "&X-Amz-Credential=123456789012%2F20260131%2Feu-west-1%2Fapigateway%2Faws4_request",
            "");

    rest(GetRestApiResponse.builder().build(), presigned);

    assertThat(calls)
        .extracting(Call::caller)
        .containsExactly(new Caller(new AccountId("123456789012"), new Region("eu-west-1")));
  }

  @Test
  void aHeaderThatIsNoSignatureIsRefusedBeforeAnyService() {
    HttpRequest request = request("GET", "/restapis", "", "", "Authorization", "Bearer abc");

    HttpResponse response = rest(GetRestApiResponse.builder().build(), request);

    assertError(
        response,
        403,
        "IncompleteSignatureException",
        "{\"message\":\"'abc' not a valid key=value pair (missing equal-sign) in Authorization"
            + " header: 'Bearer abc'.\"}");
    assertThat(calls).isEmpty();
  }

  @Test
  void anErrorHasItsCodeInTheHeaderAndItsTextInTheBody() {
    Service failing =
        (_, caller, _) -> {
          throw RestErrors.invalidApiIdentifier(caller.account(), "a1");
        };

    HttpResponse response = wire(Map.of("apigateway", failing)).answer(get("/restapis/a1"));

    assertError(
        response,
        404,
        "NotFoundException",
        "{\"message\":\"Invalid API identifier specified 000000000000:a1\"}");
    assertThat(response.headers().contains("x-amzn-RequestId")).isTrue();
  }

  @Test
  void anErrorThatLambdaModelsHasAType() {
    Service failing =
        (_, _, _) -> {
          throw WireErrors.unknownRuntime("x", List.of());
        };

    HttpResponse response = wire(Map.of("lambda", failing)).answer(get("/2015-03-31/functions/f"));

    assertError(
        response,
        400,
        "InvalidParameterValueException",
        "{\"Type\":\"User\",\"message\":\"Value x at 'runtime' failed to satisfy constraint: "
            + "Member must satisfy enum value set: [] or be a valid ARN\"}");
    assertThat(response.headers().contains("x-amz-apigw-id")).isFalse();
  }

  @Test
  void anErrorThatLambdaDoesNotModelHasAMessageOnly() {
    HttpResponse response =
        wire(Map.of("lambda", (_, _, _) -> InvokeResponse.builder().build()))
            .answer(get("/2015-03-31/functions/f%20g"));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers().get("x-amzn-ErrorType")).isEqualTo("ValidationException");
    assertThat(response.bodyText())
        .startsWith("{\"message\":\"1 validation error detected: Value 'f g' at 'functionName'");
  }

  @Test
  void anExceptionIsAnsweredAsAwsAnswersInternalErrors() {
    Wire wire = wire(Map.of("apigateway", BROKEN, "lambda", BROKEN));

    try (LogCapture _ = new LogCapture(Wire.class)) {
      assertError(
          wire.answer(get("/restapis")),
          500,
          "InternalFailure",
          "{\"message\":\"The request processing has failed because of an unknown error, exception"
              + " or failure.\"}");
      assertError(
          wire.answer(get("/2015-03-31/functions")),
          500,
          "ServiceException",
          "{\"Type\":\"Service\",\"Message\":\"The AWS Lambda service encountered an internal"
              + " error.\"}");
    }
  }

  @Test
  void anExceptionIsLoggedOnceWithItsStack() {
    try (LogCapture log = new LogCapture(Wire.class)) {
      HttpResponse response = wire(Map.of("apigateway", BROKEN)).answer(get("/restapis"));

      assertThat(log.records()).hasSize(1);
      assertThat(log.records().getFirst().getThrown()).hasMessage("planted by a test");
      assertThat(log.records().getFirst().getMessage())
          .isEqualTo(
              "failed service=apigateway operation=GetRestApis requestId="
                  + response.headers().get("x-amzn-RequestId"));
    }
  }

  @Test
  void anAbsentServiceAnswers501NamingOperationAndService() {
    HttpResponse response = wire(Map.of()).answer(get("/v2/apis"));

    assertError(
        response,
        501,
        "NotImplementedException",
        "{\"message\":\"Postern does not implement the operation GetApis of apigatewayv2 yet\"}");
  }

  @Test
  void aRequestOfLambdaThatIsTooLargeIsRefusedInLambdasWords() {
    Wire wire = wire(Map.of());

    Optional<HttpResponse> create =
        wire.answerTooLarge(request("POST", "/2015-03-31/functions", "", ""), 70_167_211);
    Optional<HttpResponse> update =
        wire.answerTooLarge(request("PUT", "/2015-03-31/functions/f/code", "", ""), 70_167_211);

    assertError(
        create.orElseThrow(),
        413,
        "RequestEntityTooLargeException",
        "{\"message\":\"Request must be smaller than 70167211 bytes for the"
            + " CreateFunction operation\"}");
    assertThat(update.orElseThrow().bodyText()).contains("for the UpdateFunctionCode operation");
    assertThat(wire.answerTooLarge(request("POST", "/restapis", "", ""), 70_167_211)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /2025-12-01/durable-executions/arn/pause, PauseDurableExecution of lambda",
    "DELETE, /2025-12-01/durable-executions/arn, DeleteDurableExecution of lambda",
    "PUT, /2026-07-09/resource-policy/arn%3Aaws, PutResourcePolicy of lambda",
    "POST, /2026-04-04/network-connectors, CreateNetworkConnector of lambda-core",
    "POST, /2025-09-09/microvms, RunMicrovm of lambda-microvms",
    "POST, /2025-03-07/web-functions, ListWebFunctions of lambda-web",
    "PATCH, /2025-03-07/web-functions/f/endpoints/e, UpdateWebFunctionEndpoint of lambda-web"
  })
  void anOperationThatTheSdkDoesNotHaveYetAnswers501NamingIt(
      String method, String path, String named) {
    Service lambda =
        (_, _, _) -> {
          throw new AssertionError("the service does not know it");
        };

    HttpResponse response = wire(Map.of("lambda", lambda)).answer(request(method, path, "", "{}"));

    assertError(
        response,
        501,
        "NotImplementedException",
        "{\"message\":\"Postern does not implement the operation " + named + " yet\"}");
    assertThat(response.headers().get("x-amz-apigw-id")).isNull();
  }

  @Test
  void anUnknownPathIsNamedInTheError() {
    HttpResponse response = wire(Map.of()).answer(request("PATCH", "/x%20y/z", "a=b", ""));

    assertError(
        response,
        404,
        "UnknownOperationException",
        "{\"message\":\"No operation of AWS is at PATCH /x%20y/z\"}");
  }

  @Test
  void aHeadRequestHasNoBody() {
    HttpResponse response = wire(Map.of()).answer(request("HEAD", "/restapis", "", ""));

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() {
    HttpResponse response =
        rest(GetRestApiResponse.builder().build(), request("POST", "/restapis", "", "{\"name\""));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers().get("x-amzn-ErrorType")).isEqualTo("SerializationException");
    assertThat(calls).isEmpty();
  }

  @Test
  void constraintsAreCheckedBeforeTheService() {
    HttpResponse response =
        rest(GetRestApiResponse.builder().build(), request("POST", "/restapis", "", "{}"));

    assertError(
        response,
        400,
        "ValidationException",
        "{\"message\":\"1 validation error detected: Value null at 'createRestApiInput.name'"
            + " failed to satisfy constraint: Member must not be null\"}");
    assertThat(calls).isEmpty();
  }

  @Test
  void connectionsAreNotAtTheControlPlanesHost() {
    HttpResponse response = wire(Map.of()).answer(request("DELETE", "/@connections/c", "", ""));

    assertError(response, 403, "ForbiddenException", "{\"message\":\"Forbidden\"}");
  }

  @Test
  void connectionsOfAnApiAreAtItsHost() {
    HttpResponse response =
        wire(Map.of())
            .answerConnections(
                request("DELETE", "/%40connections/Qyi07%3D", "", ""),
                recording(DeleteConnectionResponse.builder().build()));

    assertThat(response.status()).isEqualTo(204);
    assertThat(calls)
        .extracting(Call::request)
        .containsExactly(DeleteConnectionRequest.builder().connectionId("Qyi07=").build());
  }

  @Test
  void theControlPlaneIsNotAtAnApisHost() {
    HttpResponse response =
        wire(Map.of("apigateway", recording(GetRestApiResponse.builder().build())))
            .answerConnections(get("/restapis/a1"), recording(InvokeResponse.builder().build()));

    assertThat(response.status()).isEqualTo(404);
    assertThat(calls).isEmpty();
  }

  @Test
  void invokeAsyncIsAnInvokeOfTypeEvent() {
    Service service = recording(InvokeResponse.builder().statusCode(202).build());

    HttpResponse response =
        wire(Map.of("lambda", service))
            .answer(request("POST", "/2014-11-13/functions/f/invoke-async/", "", "{}"));

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.body()).isEmpty();
    assertThat(calls).extracting(Call::operation).containsExactly("Invoke");
    assertThat(((InvokeRequest) calls.getFirst().request()).invocationType())
        .isEqualTo(InvocationType.EVENT);
  }

  @Test
  void eventsFollowTheHeadOfAStreamedInvocation() {
    Service service =
        new Service() {
          @Override
          public SdkPojo answer(String operation, Caller caller, SdkPojo request) {
            throw new AssertionError(operation + " is not answered whole");
          }

          @Override
          public EventStream stream(String operation, Caller caller, SdkPojo request) {
            return new EventStream(
                InvokeWithResponseStreamResponse.builder().executedVersion("$LATEST").build(),
                _ -> {});
          }
        };
    String path = "/2021-11-15/functions/f/response-streaming-invocations";

    HttpResponse response = wire(Map.of("lambda", service)).answer(request("POST", path, "", "{}"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("Content-Type"))
        .isEqualTo("application/vnd.amazon.eventstream");
    assertThat(response.headers().get("X-Amz-Executed-Version")).isEqualTo("$LATEST");
    assertThat(response.headers().contains("x-amzn-RequestId")).isTrue();
    assertThat(response.stream()).isNotNull();
  }

  @Test
  void constraintsApplyToStreamedInvocations() {
    Wire wire = wire(Map.of("lambda", recording(InvokeResponse.builder().build())));
    String path = "/2021-11-15/functions/f%20/response-streaming-invocations";

    assertThat(wire.answer(request("POST", path, "", "{}")).status()).isEqualTo(400);
  }

  private HttpResponse rest(SdkPojo response, HttpRequest request) {
    return wire(Map.of("apigateway", recording(response))).answer(request);
  }

  private Service recording(SdkPojo response) {
    return (operation, caller, request) -> {
      calls.add(new Call(operation, caller, request));
      return response;
    };
  }

  private static Wire wire(Map<String, Service> services) {
    return new Wire(
        Operations.load(),
        services,
        new Region("eu-north-1"),
        new Ids(new Random(7)),
        Cors.loopbackAnd(Set.of()),
        Upstreams.NONE);
  }

  private static HttpRequest get(String path) {
    return request("GET", path, "", "");
  }

  private static HttpRequest signed(String credential) {
    return request(
        "GET",
        "/restapis/a1",
        "",
        "",
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/apigateway/aws4_request, SignedHeaders=host, Signature=ab"
            .formatted(credential));
  }

  private static HttpRequest request(
      String method, String path, String query, String body, String... headers) {
    return new HttpRequest(
        method, "http", "localhost", path, query, Headers.of(headers), body.getBytes(UTF_8), "::1");
  }

  private static void assertError(HttpResponse response, int status, String code, String body) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().get("x-amzn-ErrorType")).isEqualTo(code);
    assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(response.bodyText()).isEqualTo(body);
  }
}
