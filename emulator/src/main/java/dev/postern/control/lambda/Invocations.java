package dev.postern.control.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.TraceHeader;
import dev.postern.aws.Unverified;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.FunctionInvoker;
import dev.postern.control.FunctionInvoker.Answer;
import dev.postern.control.FunctionInvoker.Streamed;
import dev.postern.control.state.FunctionState;
import dev.postern.http.WholeBody;
import dev.postern.sdk.EventStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResponseStreamingInvocationType;

/**
 * Lambda's operations Invoke and InvokeWithResponseStream.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html">
 *     InvokeWithResponseStream</a>
 */
final class Invocations {
  private static final int MAX_PAYLOAD_BYTES = 6_291_456;
  private static final int MAX_EVENT_PAYLOAD_BYTES = 1_048_576;
  private static final String LATEST = "$LATEST";
  private static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  /** The events of a dry run, which never subscribes to them. */
  private static final Flow.Publisher<EventStream.Event> NO_EVENTS =
      new InvocationEvents(
          new Streamed(WholeBody.of(new byte[0]), Throwable::toString, () -> ""), false);

  private final FunctionStates states;
  private final FunctionInvoker invoker;
  private final Ids ids;
  private final InstantSource clock;

  /** Names the position in error messages, without the source text, as AWS does. */
  private final JsonFactory json =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  Invocations(FunctionStates states, FunctionInvoker invoker, Ids ids, InstantSource clock) {
    this.states = states;
    this.invoker = invoker;
    this.ids = ids;
    this.clock = clock;
  }

  InvokeResponse invoke(Caller caller, InvokeRequest request) {
    byte[] payload = payload(request.payload(), request.invocationType() == InvocationType.EVENT);
    refuseUnsupported(request);
    FunctionState function =
        function(caller, "Invoke", request.functionName(), request.qualifier());
    byte[] event = event(payload);
    checkClientContext(request.clientContext());
    if (request.invocationType() == InvocationType.DRY_RUN) {
      return InvokeResponse.builder().statusCode(204).executedVersion(LATEST).build();
    }
    Answer answer = invoker.invoke(function, event, request.clientContext(), trace(request));
    return respond(answer, request.logType() == LogType.TAIL);
  }

  EventStream invokeWithResponseStream(Caller caller, InvokeWithResponseStreamRequest request) {
    refuseTenants(request.tenantId());
    byte[] payload = payload(request.payload(), false);
    FunctionState function =
        function(caller, "InvokeWithResponseStream", request.functionName(), request.qualifier());
    byte[] event = event(payload);
    checkClientContext(request.clientContext());
    InvokeWithResponseStreamResponse.Builder response =
        InvokeWithResponseStreamResponse.builder().executedVersion(LATEST);
    if (request.invocationType() == ResponseStreamingInvocationType.DRY_RUN) {
      return new EventStream(response.statusCode(204).build(), NO_EVENTS);
    }
    Streamed answer = invoker.stream(function, event, request.clientContext(), trace(request));
    return new EventStream(
        response.statusCode(200).build(),
        new InvocationEvents(answer, request.logType() == LogType.TAIL));
  }

  @Unverified("InvokeWithResponseStream is assumed to refuse a large payload in Invoke's words.")
  private static byte[] payload(@Nullable SdkBytes sent, boolean asynchronous) {
    byte[] payload = sent == null ? NO_EVENT : sent.asByteArrayUnsafe();
    int limit = asynchronous ? MAX_EVENT_PAYLOAD_BYTES : MAX_PAYLOAD_BYTES;
    if (payload.length > limit) {
      String type = asynchronous ? "Event" : "RequestResponse";
      throw LambdaErrors.payloadTooLarge(payload.length, type, limit);
    }
    return payload;
  }

  /**
   * Returns the trace header for the function: the caller's, completed, or a new one. The caller's
   * header belongs to no member of the request and is in its override configuration.
   */
  @Unverified("A new trace has no Lineage, which AWS adds to detect recursive calls.")
  private String trace(AwsRequest request) {
    String sent =
        request
            .overrideConfiguration()
            .map(sentToo -> sentToo.headers().get(TraceHeader.NAME))
            .map(List::getFirst)
            .orElse(null);
    return TraceHeader.complete(TraceHeader.rooted(sent, clock.instant(), ids), ids);
  }

  private FunctionState function(
      Caller caller, String operation, String name, @Nullable String qualifier) {
    FunctionReference reference = FunctionReference.parse(caller, operation, name, qualifier);
    FunctionState function = states.get(caller, reference.name());
    if (reference.qualifier() != null) {
      throw LambdaErrors.functionNotFound(function.arn() + ":" + reference.qualifier());
    }
    return function;
  }

  private byte[] event(byte[] payload) {
    byte[] event = payload.length == 0 ? NO_EVENT : payload;
    checkJson(event);
    return event;
  }

  private static void refuseUnsupported(InvokeRequest request) {
    if (request.invocationType() == InvocationType.EVENT) {
      throw LambdaErrors.notImplemented("asynchronous invocation (InvocationType Event)");
    }
    if (request.durableExecutionName() != null) {
      throw LambdaErrors.notImplemented("durable functions");
    }
    refuseTenants(request.tenantId());
  }

  private static void refuseTenants(@Nullable String tenantId) {
    if (tenantId != null) {
      throw LambdaErrors.notImplemented("tenant isolation");
    }
  }

  private static InvokeResponse respond(Answer answer, boolean withLog) {
    return InvokeResponse.builder()
        .statusCode(200)
        .executedVersion(LATEST)
        .functionError(answer.error())
        .logResult(withLog ? base64(answer.logTail().get()) : null)
        .payload(SdkBytes.fromByteArrayUnsafe(answer.payload()))
        .build();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void checkJson(byte[] event) {
    try (JsonParser parser = json.createParser(event)) {
      requireOneValue(parser);
    } catch (IOException e) {
      throw LambdaErrors.payloadNotJson(String.valueOf(e.getMessage()));
    }
  }

  private static JsonToken requireOneValue(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new IOException("No content to map due to end-of-input");
    }
    parser.skipChildren();
    if (parser.nextToken() != null) {
      throw new IOException("Trailing token found after value");
    }
    return first;
  }

  private void checkClientContext(@Nullable String clientContext) {
    if (clientContext == null) {
      return;
    }
    try (JsonParser parser = json.createParser(Base64.getDecoder().decode(clientContext))) {
      if (requireOneValue(parser) != JsonToken.START_OBJECT) {
        throw LambdaErrors.clientContextInvalid();
      }
    } catch (IOException | IllegalArgumentException _) {
      throw LambdaErrors.clientContextInvalid();
    }
  }
}
