package dev.postern.execute.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import dev.postern.execute.TestExchange;
import dev.postern.execute.live.Directory;
import dev.postern.http.Headers;
import dev.postern.http.WholeBody;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import dev.postern.testing.RecordingRunner;
import dev.postern.testing.TestFunctions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaIntegrationTest {
  private static final String SOURCE =
      "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets/*";

  private final RecordingRunner runner = new RecordingRunner();

  @Test
  void resultIsTheResponse() {
    runner.answering(new Outcome.Success("[1]".getBytes(UTF_8)));

    BackendResponse response = invoked("{}", Headers.empty());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).asString(UTF_8).isEqualTo("[1]");
    assertThat(response.failedRequestId()).isNull();
    assertThat(response.headers().get("x-amzn-RequestId")).isEqualTo(TestExchange.REQUEST_ID);
    assertThat(response.headers().contains("X-Amz-Function-Error")).isFalse();
    assertThat(runner.invocations().getFirst().requestId()).isEqualTo(TestExchange.REQUEST_ID);
  }

  @Test
  void errorOfTheFunctionIsMarked() {
    for (Outcome failure :
        new Outcome[] {
          new Outcome.FunctionError("{}".getBytes(UTF_8)),
          new Outcome.TimedOut("{}".getBytes(UTF_8))
        }) {
      runner.answering(failure);

      BackendResponse response = invoked("{}", Headers.empty());

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.failedRequestId()).isEqualTo(TestExchange.REQUEST_ID);
      assertThat(response.headers().get("X-Amz-Function-Error")).isEqualTo("Unhandled");
    }
  }

  @Test
  void throttledFunctionIsLambdasOwnRefusal() {
    runner.answering(new Outcome.Throttled("CallerRateLimitExceeded"));

    BackendResponse response = invoked("{}", Headers.empty());

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.body())
        .asString(UTF_8)
        .isEqualTo(
            "{\"Reason\":\"CallerRateLimitExceeded\",\"Type\":\"User\","
                + "\"message\":\"Rate Exceeded.\"}");
  }

  @Test
  void functionThatCannotBeRunIsAnInternalError() {
    runner.answering(new Outcome.SandboxFailed("no engine"));

    assertThatThrownBy(() -> invoked("{}", Headers.empty()))
        .hasRootCauseInstanceOf(GatewayException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '|No content to map due to end-of-input|2",
        "{|Unexpected end-of-input|2",
        "{} {}|Trailing token found after value|5",
        "text|Unrecognized token 'text'|1"
      })
  void eventThatIsNoJsonIsRefusedUnasked(String event, String fault, int column) {
    BackendResponse response = invoked(event, Headers.empty());

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body())
        .asString(UTF_8)
        .startsWith(
            "{\"Type\":\"User\",\"message\":\"Could not parse request body into json: "
                + "Could not parse payload into json: "
                + fault)
        .endsWith(
            "\\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled);"
                + " line: 1, column: %d]\"}".formatted(column));
    assertThat(runner.invocations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'',200", "RequestResponse,200", "Event,202"})
  void nothingToSendIsAnEmptyObject(String invocationType, int status) {
    runner.answering(new Outcome.Success("null".getBytes(UTF_8)));
    Headers headers = Headers.of("X-Amz-Invocation-Type", invocationType);

    BackendResponse response = invoked("", headers);

    assertThat(response.status()).isEqualTo(status);
    assertThat(runner.invocations().getFirst().payload()).asString(UTF_8).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "\"a\"", "null", " 5 "})
  void eventMayBeAnyJson(String event) {
    runner.answering(new Outcome.Success(new byte[0]));

    assertThat(invoked(event, Headers.empty()).status()).isEqualTo(200);
  }

  @Test
  void asynchronousInvocationIsAcceptedAtOnce() {
    BackendResponse response = invoked("{}", Headers.of("X-Amz-Invocation-Type", "Event"));

    assertThat(response.status()).isEqualTo(202);
    assertThat(runner.invocations()).hasSize(1);
  }

  @Test
  void dryRunOnlyChecksThePermission() {
    Headers headers = Headers.of("X-Amz-Invocation-Type", "DryRun");
    FunctionCall unknown =
        new FunctionCall(
            new Directory(), runner, TestFunctions.ARN, null, false, TestExchange.CLOCK);

    assertThat(invoked("", headers).status()).isEqualTo(204);
    assertThatThrownBy(() -> new LambdaIntegration(unknown, true).invoke(exchange("", headers)))
        .hasMessage(GatewayErrors.invalidPermissionsOnFunction().getMessage());
    assertThat(runner.invocations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({",true", "$LATEST,true", "live,false"})
  void onlyTheLatestVersionExists(@Nullable String qualifier, boolean known) {
    FunctionCall call =
        new FunctionCall(
            TestFunctions.open(), runner, TestFunctions.ARN, qualifier, false, TestExchange.CLOCK);

    if (known) {
      assertThat(call.invoke(exchange("{}", Headers.empty()), SOURCE, "1", new byte[0]))
          .isCompleted();
    } else {
      assertRefused(call);
    }
  }

  @Test
  void unknownFunctionIsRefused() {
    assertRefused(
        new FunctionCall(
            new Directory(), runner, TestFunctions.ARN, null, false, TestExchange.CLOCK));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*,true,true",
    "arn:aws:execute-api:eu-west-1:123456789012:other/*,true,false",
    "arn:aws:execute-api:eu-west-1:123456789012:other/*,false,true"
  })
  void policyOfTheFunctionNamesWhoMayCall(String source, boolean checked, boolean allowed) {
    Directory directory =
        TestFunctions.with(
            "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"apigateway.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\""
                + TestFunctions.ARN
                + "\",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\""
                + source
                + "\"}}}");
    FunctionCall call =
        new FunctionCall(directory, runner, TestFunctions.ARN, null, checked, TestExchange.CLOCK);

    if (allowed) {
      assertThat(call.invoke(exchange("{}", Headers.empty()), SOURCE, "1", new byte[0]))
          .isCompleted();
    } else {
      assertRefused(call);
    }
  }

  @Test
  void logShowsLambdasUrlWithoutCredentials() {
    Exchange exchange = exchange("{}", Headers.empty());
    FunctionCall call =
        new FunctionCall(
            TestFunctions.open(), runner, TestFunctions.ARN, "live", true, TestExchange.CLOCK);

    Observer.Sent sent = new LambdaIntegration(call, true).sent(exchange);
    Observer.Sent streamed = new StreamedLambdaIntegration(call).sent(exchange);

    assertThat(sent.url())
        .isEqualTo(
            "https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/"
                + TestFunctions.ARN
                + ":live/invocations");
    assertThat(sent.headers().get("Authorization")).matches("\\*+");
    assertThat(sent.headers().get("X-Amz-Source-Arn")).isEqualTo(SOURCE);
    assertThat(streamed.url()).endsWith(":live/response-streaming-invocations");
  }

  @Test
  void resultOfAFunctionThatCannotStreamIsReadAsAStream() {
    runner.answering(new Outcome.Success(("{}" + "\0".repeat(8) + "body").getBytes(UTF_8)));

    BackendResponse response = streamed();

    assertThat(response.body()).asString(UTF_8).isEqualTo("{}");
    assertThat(response.stream()).isNotNull();
  }

  @Test
  void streamAnswersWhenItsMetadataHasCome() {
    byte[] payload = ("{\"statusCode\":201}" + "\0".repeat(8)).getBytes(UTF_8);
    runner.streaming(new Reply.Stream(WholeBody.of(payload)));

    BackendResponse response = streamed();

    assertThat(response.body()).asString(UTF_8).isEqualTo("{\"statusCode\":201}");
    assertThat(response.headers().get("Content-Type"))
        .isEqualTo("application/vnd.amazon.eventstream");
  }

  @Test
  void functionThatFailsBeforeItStreamsIsNoStream() {
    runner.answering(new Outcome.FunctionError("{}".getBytes(UTF_8)));

    BackendResponse response = streamed();

    assertThat(response.stream()).isNull();
    assertThat(response.failedRequestId()).isEqualTo(TestExchange.REQUEST_ID);
  }

  private BackendResponse streamed() {
    FunctionCall call =
        new FunctionCall(
            TestFunctions.open(), runner, TestFunctions.ARN, null, true, TestExchange.CLOCK);
    return new StreamedLambdaIntegration(call).invoke(exchange("{}", Headers.empty())).resultNow();
  }

  private void assertRefused(FunctionCall call) {
    assertThatThrownBy(() -> call.invoke(exchange("{}", Headers.empty()), SOURCE, "1", new byte[0]))
        .hasMessage(GatewayErrors.invalidPermissionsOnFunction().getMessage());
    assertThat(runner.invocations()).isEmpty();
  }

  private BackendResponse invoked(String event, Headers headers) {
    FunctionCall call =
        new FunctionCall(
            TestFunctions.open(), runner, TestFunctions.ARN, null, true, TestExchange.CLOCK);
    return new LambdaIntegration(call, true).invoke(exchange(event, headers)).join();
  }

  private static Exchange exchange(String event, Headers headers) {
    Exchange exchange = TestExchange.get().build();
    exchange.integrationRequest(new IntegrationRequest("POST", "", headers, event.getBytes(UTF_8)));
    return exchange;
  }
}
