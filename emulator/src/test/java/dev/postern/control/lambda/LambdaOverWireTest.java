package dev.postern.control.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.FunctionInvoker.Answer;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Service;
import dev.postern.wire.Cors;
import dev.postern.wire.Upstreams;
import dev.postern.wire.Wire;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of Lambda's JSON and headers as a client sees them. */
class LambdaOverWireTest {
  private static final String FUNCTIONS = "/2015-03-31/functions";

  private final LambdaFixture lambda = new LambdaFixture();

  @Test
  void createReturnsTheFunctionAsAwsDoes() {
    HttpResponse response = call("POST", FUNCTIONS, creation(zip()));

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.bodyText())
        .contains(
            "\"FunctionName\":\"hello\"",
            "\"State\":\"Pending\"",
            "\"StateReasonCode\":\"Creating\"",
            "\"Architectures\":[\"x86_64\"]",
            "\"EphemeralStorage\":{\"Size\":512}",
            "\"LoggingConfig\":{\"LogFormat\":\"Text\",\"LogGroup\":\"/aws/lambda/hello\"}",
            "\"SnapStart\":{\"ApplyOn\":\"None\",\"OptimizationStatus\":\"Off\"}",
            "\"LastModified\":\"2026-03-10T05:16:23.123+0000\"")
        .doesNotContain("null", "LastUpdateStatus", "VpcConfig", "Layers", "Environment\"");
  }

  @Test
  void updateReturnsInProgress() {
    call("POST", FUNCTIONS, creation(zip()));

    HttpResponse response = call("PUT", FUNCTIONS + "/hello/configuration", "{\"Timeout\":9}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.bodyText())
        .contains(
            "\"Timeout\":9",
            "\"LastUpdateStatus\":\"InProgress\"",
            "\"LastUpdateStatusReasonCode\":\"Creating\"");
  }

  @Test
  void deleteReturnsNoBody() {
    call("POST", FUNCTIONS, creation(zip()));

    HttpResponse response = call("DELETE", FUNCTIONS + "/hello", "");

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void errorsNameTheFaultyParty() {
    HttpResponse response = call("GET", FUNCTIONS + "/nope", "");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().get("x-amzn-ErrorType")).isEqualTo("ResourceNotFoundException");
    assertThat(response.bodyText())
        .isEqualTo(
            "{\"Type\":\"User\",\"Message\":\"Function not found:"
                + " arn:aws:lambda:us-east-1:000000000000:function:nope\"}");
  }

  @Test
  void throttlingErrorHasAReason() {
    HttpResponse response =
        wire(
                (_, _, _) -> {
                  throw LambdaErrors.tooManyRequests("ConcurrentInvocationLimitExceeded");
                })
            .answer(request("GET", FUNCTIONS + "/hello", ""));

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.bodyText())
        .isEqualTo(
            "{\"Reason\":\"ConcurrentInvocationLimitExceeded\",\"Type\":\"User\","
                + "\"message\":\"Rate Exceeded.\"}");
  }

  @Test
  void invalidZipIsRefused() {
    String noZip = Base64.getEncoder().encodeToString("no zip".getBytes(UTF_8));

    HttpResponse response = call("POST", FUNCTIONS, creation(noZip));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.bodyText())
        .isEqualTo(
            "{\"Type\":\"User\",\"message\":\"Could not unzip uploaded file. Please check your file,"
                + " then try to upload again.\"}");
  }

  @Test
  void invokeReturnsPayloadAndHeaders() {
    call("POST", FUNCTIONS, creation(zip()));
    lambda.answer = new Answer("{\"errorMessage\":\"no\"}".getBytes(UTF_8), "Unhandled", () -> "");

    HttpResponse response = call("POST", FUNCTIONS + "/hello/invocations", "{\"a\":1}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(response.headers().get("X-Amz-Executed-Version")).isEqualTo("$LATEST");
    assertThat(response.bodyText()).isEqualTo("{\"errorMessage\":\"no\"}");
    assertThat(lambda.invocations.getFirst().payload()).isEqualTo("{\"a\":1}");
  }

  @Test
  void traceHeaderOfTheCallerReachesTheFunction() {
    call("POST", FUNCTIONS, creation(zip()));
    HttpRequest untraced = request("POST", FUNCTIONS + "/hello/invocations", "{}");

    wire(lambda.service())
        .answer(
            new HttpRequest(
                untraced.method(),
                untraced.scheme(),
                untraced.authority(),
                untraced.path(),
                untraced.query(),
                untraced.headers().plus("X-Amzn-Trace-Id", "Root=1-a-b;Parent=c;Sampled=1"),
                untraced.body(),
                untraced.remoteAddress()));

    assertThat(lambda.invocations.getFirst().traceId()).isEqualTo("Root=1-a-b;Parent=c;Sampled=1");
  }

  @Test
  void emptyEnvironmentThatWasSentIsShownEmpty() {
    String creation = creation(zip());

    call("POST", FUNCTIONS, creation.replace("\"hello\"", "\"none\""));
    HttpResponse empty =
        call("POST", FUNCTIONS, creation.replaceFirst("\\{", "{\"Environment\":{},"));
    HttpResponse emptied =
        call("PUT", FUNCTIONS + "/none/configuration", "{\"Environment\":{\"Variables\":{}}}");

    assertThat(call("GET", FUNCTIONS + "/hello", "").bodyText())
        .contains("\"Environment\":{\"Variables\":{}}");
    assertThat(empty.bodyText()).contains("\"Environment\":{\"Variables\":{}}");
    assertThat(emptied.bodyText()).contains("\"Environment\":{\"Variables\":{}}");
  }

  private HttpResponse call(String method, String path, String body) {
    return wire(lambda.service()).answer(request(method, path, body));
  }

  private static Wire wire(Service service) {
    return new Wire(
        Operations.load(),
        Map.of("lambda", service),
        new Region("us-east-1"),
        new Ids(new Random(1)),
        Cors.loopbackAnd(Set.of()),
        Upstreams.NONE);
  }

  private static HttpRequest request(String method, String path, String body) {
    return new HttpRequest(
        method,
        "http",
        "localhost:4566",
        path,
        "",
        Headers.empty(),
        body.getBytes(UTF_8),
        "127.0.0.1");
  }

  private static String zip() {
    return Base64.getEncoder().encodeToString(LambdaFixture.zip("index.js", "1").asByteArray());
  }

  private static String creation(String zip) {
    return """
    {"FunctionName":"hello","Runtime":"nodejs22.x","Handler":"index.handler",\
    "Role":"arn:aws:iam::000000000000:role/lambda","Code":{"ZipFile":"%s"}}\
    """
        .formatted(zip);
  }
}
