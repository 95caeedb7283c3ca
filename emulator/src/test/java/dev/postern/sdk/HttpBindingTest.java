package dev.postern.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.AwsException;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.GetExportResponse;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ExportApiResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.ListDurableExecutionsByFunctionRequest;

class HttpBindingTest {
  private final Operations operations = Operations.load();
  private final HttpBinding binding = new HttpBinding(new JsonCodec());

  @Test
  void pathAndBodyMembersOfTheSameNameAreSeparate() {
    SdkPojo decoded =
        decode(
            "apigateway",
            "PutIntegration",
            request("", "{\"type\":\"AWS_PROXY\",\"httpMethod\":\"POST\"}"),
            Map.of("restapi_id", "a1", "resource_id", "r1", "http_method", "GET"));

    assertThat(decoded)
        .isEqualTo(
            PutIntegrationRequest.builder()
                .restApiId("a1")
                .resourceId("r1")
                .httpMethod("GET")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .build());
  }

  @Test
  void aMapInTheQueryGetsAllUnboundParameters() {
    SdkPojo decoded =
        decode(
            "apigateway",
            "ImportRestApi",
            request(
                "mode=import&failonwarnings=true&basepath=split&ignore=a%26b&X-Amz-Date=1",
                "swagger: 2.0"),
            Map.of());

    assertThat(decoded)
        .isEqualTo(
            ImportRestApiRequest.builder()
                .failOnWarnings(true)
                .parameters(Map.of("basepath", "split", "ignore", "a&b"))
                .body(SdkBytes.fromUtf8String("swagger: 2.0"))
                .build());
  }

  @Test
  void aListInTheQueryGetsEveryValue() {
    SdkPojo decoded =
        decode(
            "apigateway",
            "UntagResource",
            request("tagKeys=a&tagKeys=b%20c", ""),
            Map.of("resource_arn", "arn:aws:x"));

    assertThat(decoded)
        .isEqualTo(
            UntagResourceRequest.builder().resourceArn("arn:aws:x").tagKeys("a", "b c").build());
  }

  @Test
  void aTimestampInTheQueryIsIso8601() {
    SdkPojo decoded =
        decode(
            "lambda",
            "ListDurableExecutionsByFunction",
            request("StartedAfter=2026-01-02T03%3A04%3A05Z", ""),
            Map.of("FunctionName", "f"));

    assertThat(decoded)
        .isEqualTo(
            ListDurableExecutionsByFunctionRequest.builder()
                .functionName("f")
                .startedAfter(Instant.parse("2026-01-02T03:04:05Z"))
                .build());
  }

  @Test
  void aParameterThatIsNoNumberIsASerializationException() {
    assertThatExceptionOfType(AwsException.class)
        .isThrownBy(() -> decode("apigateway", "GetRestApis", request("limit=many", ""), Map.of()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("SerializationException"))
        .withMessage("class java.lang.String can not be converted to an Integer");
  }

  @Test
  void headersAndRawBodyOfAnInvocationAreItsMembers() {
    HttpRequest request =
        request("Qualifier=live", "{\"a\":1}", "x-amz-invocation-type", "Event", "X-Other", "x");

    SdkPojo decoded = decode("lambda", "Invoke", request, Map.of("FunctionName", "f"));

    assertThat(decoded)
        .isEqualTo(
            InvokeRequest.builder()
                .functionName("f")
                .qualifier("live")
                .invocationType("Event")
                .payload(SdkBytes.fromUtf8String("{\"a\":1}"))
                .build());
  }

  @Test
  void aStreamingInvocationIsDecoded() {
    SdkPojo decoded =
        decode(
            "lambda",
            "InvokeWithResponseStream",
            request("", "{}", "X-Amz-Invocation-Type", "RequestResponse"),
            Map.of("FunctionName", "f"));

    assertThat(decoded)
        .isEqualTo(
            InvokeWithResponseStreamRequest.builder()
                .functionName("f")
                .invocationType("RequestResponse")
                .payload(SdkBytes.fromUtf8String("{}"))
                .build());
  }

  @Test
  void theStatusIsThatOfTheTable() {
    HttpResponse response =
        encode("apigateway", "PutIntegration", PutIntegrationResponse.builder().uri("u").build());

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(response.bodyText()).isEqualTo("{\"uri\":\"u\"}");
  }

  @Test
  void aStatusMemberWinsOverTheTable() {
    HttpResponse response =
        encode("lambda", "Invoke", InvokeResponse.builder().statusCode(202).build());

    assertThat(response.status()).isEqualTo(202);
  }

  @Test
  void noContentHasNoBodyAndNoContentType() {
    HttpResponse response =
        encode("lambda", "Invoke", InvokeResponse.builder().statusCode(204).build());

    assertThat(response.body()).isEmpty();
    assertThat(response.headers().contains("Content-Type")).isFalse();
    assertThat(
            encode("apigateway", "DeleteMethod", DeleteMethodResponse.builder().build()).status())
        .isEqualTo(204);
  }

  @Test
  void anAnswerWithoutMembersHasNoBody() {
    HttpResponse response =
        encode("apigateway", "DeleteRestApi", DeleteRestApiResponse.builder().build());

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void headersOfAnInvocationComeWithItsRawBody() {
    HttpResponse response =
        encode(
            "lambda",
            "Invoke",
            InvokeResponse.builder()
                .statusCode(200)
                .functionError("Unhandled")
                .executedVersion("$LATEST")
                .payload(SdkBytes.fromUtf8String("{\"errorMessage\":\"x\"}"))
                .build());

    assertThat(response.headers().get("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(response.headers().get("X-Amz-Executed-Version")).isEqualTo("$LATEST");
    assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(response.bodyText()).isEqualTo("{\"errorMessage\":\"x\"}");
  }

  @Test
  void theContentTypeMayBeAMemberItself() {
    HttpResponse response =
        encode(
            "apigateway",
            "GetExport",
            GetExportResponse.builder()
                .contentType("application/yaml")
                .body(SdkBytes.fromUtf8String("openapi: 3.0.1"))
                .build());

    assertThat(response.headers().all("Content-Type")).containsExactly("application/yaml");
    assertThat(response.bodyText()).isEqualTo("openapi: 3.0.1");
  }

  @Test
  void aBlobWithoutContentTypeIsAnOctetStream() {
    HttpResponse response =
        encode(
            "apigatewayv2",
            "ExportApi",
            ExportApiResponse.builder().body(SdkBytes.fromUtf8String("x")).build());

    assertThat(response.headers().get("Content-Type")).isEqualTo("application/octet-stream");
  }

  @Test
  void aResponseOfAnotherOperationIsRefused() {
    assertThatThrownBy(
            () -> encode("apigateway", "PutMethod", PutIntegrationResponse.builder().build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PutMethod answered with");
  }

  private SdkPojo decode(
      String service, String operation, HttpRequest request, Map<String, String> labels) {
    return binding.decode(operations.get(service, operation), request, labels);
  }

  private HttpResponse encode(String service, String operation, SdkPojo response) {
    return binding.encode(operations.get(service, operation), response);
  }

  private static HttpRequest request(String query, String body, String... headers) {
    return new HttpRequest(
        "POST", "http", "localhost", "/", query, Headers.of(headers), body.getBytes(UTF_8), "::1");
  }
}
