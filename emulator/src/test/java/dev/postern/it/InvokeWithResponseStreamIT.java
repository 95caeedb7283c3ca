package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.StreamingFunction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResponseStreamingInvocationType;

/** Tests Lambda's InvokeWithResponseStream with the SDK's asynchronous client. */
@ExtendWith(PosternExtension.class)
class InvokeWithResponseStreamIT {
  private final Running postern;
  private final LambdaClient lambda;

  InvokeWithResponseStreamIT(Running postern) {
    this.postern = postern;
    this.lambda = postern.clients().lambda();
  }

  @Test
  void clientGetsChunksAndTheEnd() {
    String function = StreamingFunction.create(lambda, "index.handler");

    Streamed streamed =
        invoke(
            r -> r.functionName(function).payload(utf8("{\"parts\":[\"one\",\"zwei: \\u00e4\"]}")));

    assertThat(streamed.response().statusCode()).isEqualTo(200);
    assertThat(streamed.response().executedVersion()).isEqualTo("$LATEST");
    assertThat(streamed.text()).isEqualTo("onezwei: ä");
    assertThat(streamed.complete()).hasSize(1);
    assertThat(streamed.complete().getFirst().errorCode()).isNull();
    assertThat(streamed.complete().getFirst().logResult()).isNull();
  }

  @Test
  void clientGetsAllOfALargeStream() {
    String function = StreamingFunction.create(lambda, "index.handler");

    Streamed streamed = invoke(r -> r.functionName(function).payload(utf8("{\"megabytes\":20}")));

    assertThat(streamed.text()).hasSize(20 * 1_048_576);
  }

  @Test
  void clientGetsErrorsAtTheEndOfTheStream() {
    String function = StreamingFunction.create(lambda, "index.handler");

    Streamed before = invoke(r -> r.functionName(function).payload(utf8("{\"fail\":\"before\"}")));
    Streamed after =
        invoke(r ->
            r.functionName(function).payload(utf8("{\"parts\":[\"one\"],\"fail\":\"after\"}")));

    assertThat(before.response().statusCode()).isEqualTo(200);
    assertThat(before.text()).isEmpty();
    assertThat(before.complete().getFirst().errorCode()).isEqualTo("Unhandled");
    assertThat(before.complete().getFirst().errorDetails())
        .contains("\"errorType\":\"RangeError\"", "\"errorMessage\":\"early\"");
    assertThat(after.text()).isEqualTo("one");
    assertThat(after.complete().getFirst().errorDetails()).contains("\"errorMessage\":\"late\"");
  }

  @Test
  void clientGetsTheLogWithTheEnd() {
    String function = StreamingFunction.create(lambda, "index.handler");

    Streamed streamed =
        invoke(
            r -> r.functionName(function).logType(LogType.TAIL).payload(utf8("{\"megabytes\":1}")));

    String log =
        new String(
            Base64.getDecoder().decode(streamed.complete().getFirst().logResult()),
            StandardCharsets.UTF_8);
    assertThat(log).startsWith("START RequestId: ").contains("writing", "REPORT RequestId: ");
  }

  @Test
  void functionThatDoesNotStreamAnswersInOneChunk() {
    String function = StreamingFunction.create(lambda, "index.plain");

    Streamed streamed = invoke(r -> r.functionName(function));

    assertThat(streamed.text()).isEqualTo("{\"statusCode\":200,\"body\":\"plain\"}");
    assertThat(streamed.complete()).hasSize(1);
  }

  @Test
  void functionThatStreamsAnswersAPlainInvokeWhole() {
    String function = StreamingFunction.create(lambda, "index.handler");

    InvokeResponse whole =
        lambda.invoke(
            r -> r.functionName(function).payload(utf8("{\"parts\":[\"\\\"one\",\"two\\\"\"]}")));

    assertThat(whole.payload().asUtf8String()).isEqualTo("\"onetwo\"");
    assertThat(whole.functionError()).isNull();
  }

  @Test
  void dryRunStreamsNothing() {
    String function = StreamingFunction.create(lambda, "index.handler");

    Streamed streamed =
        invoke(
            r -> r.functionName(function).invocationType(ResponseStreamingInvocationType.DRY_RUN));

    assertThat(streamed.response().statusCode()).isEqualTo(204);
    assertThat(streamed.text()).isEmpty();
  }

  private record Streamed(
      InvokeWithResponseStreamResponse response,
      String text,
      List<InvokeWithResponseStreamCompleteEvent> complete) {}

  private Streamed invoke(Consumer<InvokeWithResponseStreamRequest.Builder> request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<InvokeWithResponseStreamCompleteEvent> complete = new ArrayList<>();
    List<InvokeWithResponseStreamResponse> responses = new ArrayList<>();
    try (LambdaAsyncClient client = postern.clients().lambdaAsync()) {
      client
          .invokeWithResponseStream(
              request,
              InvokeWithResponseStreamResponseHandler.builder()
                  .onResponse(responses::add)
                  .subscriber(
                      InvokeWithResponseStreamResponseHandler.Visitor.builder()
                          .onPayloadChunk(chunk -> bytes.writeBytes(chunk.payload().asByteArray()))
                          .onInvokeComplete(complete::add)
                          .build())
                  .build())
          .orTimeout(30, TimeUnit.SECONDS)
          .join();
    }
    return new Streamed(responses.getFirst(), bytes.toString(StandardCharsets.UTF_8), complete);
  }

  private static SdkBytes utf8(String text) {
    return SdkBytes.fromUtf8String(text);
  }
}
