package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import dev.postern.control.FunctionInvoker.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class InvocationsTest {
  private final LambdaFixture lambda = new LambdaFixture();

  @BeforeEach
  void aFunction() {
    lambda.created("hello");
  }

  @Test
  void resultIsReturnedAsThePayload() {
    lambda.answer = answer("{\"hi\":1}", null, "");

    InvokeResponse response = invoke(r -> r.payload(SdkBytes.fromUtf8String("{\"a\":1}")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.executedVersion()).isEqualTo("$LATEST");
    assertThat(response.functionError()).isNull();
    assertThat(response.logResult()).isNull();
    assertThat(response.payload().asUtf8String()).isEqualTo("{\"hi\":1}");
    assertThat(lambda.invocations.getFirst().payload()).isEqualTo("{\"a\":1}");
    assertThat(lambda.invocations.getFirst().function().name()).isEqualTo("hello");
  }

  @Test
  void functionErrorIsNotAnErrorOfTheOperation() {
    lambda.answer = answer("{\"errorMessage\":\"no\"}", "Unhandled", "");

    InvokeResponse response = invoke(_ -> {});

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
  }

  @Test
  void logTailIsReturnedInBase64OnRequest() {
    lambda.answer = answer("{}", null, "START\nEND\n");

    InvokeResponse response = invoke(r -> r.logType("Tail"));

    assertThat(response.logResult())
        .isEqualTo(
            Base64.getEncoder().encodeToString("START\nEND\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void invocationWithoutPayloadHasAnEmptyEvent() {
    invoke(_ -> {});
    invoke(r -> r.payload(SdkBytes.fromUtf8String("")));

    assertThat(lambda.invocations)
        .extracting(LambdaFixture.Invocation::payload)
        .containsExactly("{}", "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "\"text\"", "[1,{}]", " {} "})
  void everyJsonValueIsAnEvent(String json) {
    invoke(r -> r.payload(SdkBytes.fromUtf8String(json)));

    assertThat(lambda.invocations.getFirst().payload()).isEqualTo(json);
  }

  @Test
  void dryRunInvokesNothing() {
    InvokeResponse response = invoke(r -> r.invocationType("DryRun"));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.payload()).isNull();
    assertThat(lambda.invocations).isEmpty();
  }

  @Test
  void asynchronousInvocationIsNotSupported() {
    AwsException error = refused(r -> r.invocationType("Event"));

    assertThat(error.status()).isEqualTo(501);
    assertThat(error.text()).contains("InvocationType Event");
  }

  @Test
  void invalidJsonPayloadIsRefusedWithTheErrorLocation() {
    AwsException error = refused(r -> r.payload(SdkBytes.fromUtf8String("{\"a\" 1}")));

    assertThat(error.status()).isEqualTo(400);
    assertThat(error.code()).isEqualTo("InvalidRequestContentException");
    assertThat(error.text())
        .isEqualTo(
            "Could not parse request body into json: Could not parse payload into json: Unexpected"
                + " character ('1' (code 49)): was expecting a colon to separate field name and"
                + " value\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION`"
                + " disabled); line: 1, column: 6]");
    assertThat(lambda.invocations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", " ", "{", "nope"})
  void payloadMustBeOneCompleteJsonValue(String payload) {
    assertThat(refused(r -> r.payload(SdkBytes.fromUtf8String(payload))).text())
        .startsWith("Could not parse request body into json: ");
  }

  @Test
  void payloadOverSixMegabytesIsRefused() {
    SdkBytes payload = SdkBytes.fromByteArrayUnsafe(new byte[6_291_457]);

    AwsException error = refused(r -> r.payload(payload));

    assertThat(error.status()).isEqualTo(413);
    assertThat(error.code()).isEqualTo("RequestEntityTooLargeException");
    assertThat(error.text())
        .isEqualTo(
            "6291457 byte payload is too large for the RequestResponse invocation type"
                + " (limit 6291456 bytes)");
  }

  @Test
  void payloadOverOneMegabyteIsRefusedForAnAsynchronousInvocation() {
    SdkBytes payload = SdkBytes.fromByteArrayUnsafe(new byte[1_048_577]);

    AwsException error = refused(r -> r.invocationType("Event").payload(payload));

    assertThat(error.status()).isEqualTo(413);
    assertThat(error.text())
        .isEqualTo(
            "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)");
  }

  @ParameterizedTest
  @CsvSource({
    ", Root=1-69afa927-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0",
    "Self=1, Root=1-69afa927-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0",
    "Root=1-a-b, Root=1-a-b;Parent=[0-9a-f]{16};Sampled=0",
    "Root=1-a-b;Sampled=1, Root=1-a-b;Sampled=1;Parent=[0-9a-f]{16}",
    "Root=1-a-b;Parent=c;Sampled=1;Lineage=1:d:0, Root=1-a-b;Parent=c;Sampled=1;Lineage=1:d:0"
  })
  void functionGetsTheTraceOfItsCallerOrANewOne(@Nullable String sent, String pattern) {
    invoke(r -> {
      if (sent != null) {
        r.overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", sent));
      }
    });

    assertThat(lambda.invocations.getFirst().traceId()).matches(pattern);
  }

  @Test
  void clientContextIsPassedUnchanged() {
    String context = base64("{\"client\":{}}");

    invoke(r -> r.clientContext(context));

    assertThat(lambda.invocations.getFirst().clientContext()).isEqualTo(context);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "W10=", "e30ge30="})
  void clientContextMustBeAJsonObject(String context) {
    AwsException error = refused(r -> r.clientContext(context));

    assertThat(error.code()).isEqualTo("InvalidRequestContentException");
    assertThat(error.text())
        .isEqualTo("Client context must be a valid Base64-encoded JSON object.");
  }

  @Test
  void onlyLatestCanBeInvoked() {
    invoke(r -> r.qualifier("$LATEST"));
    invoke(r -> r.functionName(ARN + "hello:$LATEST"));

    assertThat(lambda.invocations).hasSize(2);
    assertThat(refused(r -> r.qualifier("prod")).text())
        .isEqualTo("Function not found: " + ARN + "hello:prod");
    assertThat(refused(r -> r.functionName("hello:7")).text())
        .isEqualTo("Function not found: " + ARN + "hello:7");
    assertThat(refused(r -> r.functionName("nope")).text())
        .isEqualTo("Function not found: " + ARN + "nope");
  }

  @Test
  void functionCanBeInvokedAtOnceAfterCreation() {
    lambda.created("fresh");

    assertThat(invoke(r -> r.functionName("fresh")).statusCode()).isEqualTo(200);
  }

  private InvokeResponse invoke(Consumer<InvokeRequest.Builder> change) {
    return lambda.call("Invoke", request(change), InvokeResponse.class);
  }

  private AwsException refused(Consumer<InvokeRequest.Builder> change) {
    return lambda.refused("Invoke", request(change));
  }

  private static InvokeRequest request(Consumer<InvokeRequest.Builder> change) {
    InvokeRequest.Builder request = InvokeRequest.builder().functionName("hello");
    change.accept(request);
    return request.build();
  }

  private static Answer answer(String payload, @Nullable String error, String log) {
    return new Answer(payload.getBytes(StandardCharsets.UTF_8), error, () -> log);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
