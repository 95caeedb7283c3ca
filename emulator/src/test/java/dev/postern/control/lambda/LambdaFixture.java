package dev.postern.control.lambda;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.error.AwsException;
import dev.postern.control.FunctionInvoker;
import dev.postern.control.Publisher;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.RestApiState;
import dev.postern.http.WholeBody;
import dev.postern.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** A Lambda service that records publications and invocations. */
final class LambdaFixture implements Publisher, FunctionInvoker {
  static final Caller CALLER = new Caller(AccountId.DEFAULT, new Region("us-east-1"));
  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
  static final String ROLE = "arn:aws:iam::000000000000:role/lambda";

  final List<FunctionState> published = new ArrayList<>();
  final List<String> withdrawn = new ArrayList<>();
  final List<Invocation> invocations = new ArrayList<>();
  Streamed streamed = new Streamed(WholeBody.of(new byte[0]), Throwable::toString, () -> "");
  Answer answer = new Answer("{}".getBytes(StandardCharsets.UTF_8), null, () -> "");

  private Instant now = Instant.parse("2026-03-10T05:16:23.123Z");
  private final LambdaService service =
      new LambdaService(
          new MemoryStore<>(),
          this,
          this,
          new Ids(new Random(1)),
          () -> now,
          () -> "http://localhost:4566");

  record Invocation(
      FunctionState function, String payload, @Nullable String clientContext, String traceId) {}

  void step(Duration duration) {
    now = now.plus(duration);
  }

  <T extends SdkPojo> T call(String operation, SdkPojo request, Class<T> answerType) {
    return answerType.cast(service.answer(operation, CALLER, request));
  }

  AwsException refused(String operation, SdkPojo request) {
    return catchThrowableOfType(
        AwsException.class, () -> service.answer(operation, CALLER, request));
  }

  LambdaService service() {
    return service;
  }

  /** Returns a valid request after applying a change. */
  static CreateFunctionRequest creation(
      String name, Consumer<CreateFunctionRequest.Builder> change) {
    CreateFunctionRequest.Builder request =
        CreateFunctionRequest.builder()
            .functionName(name)
            .runtime("nodejs22.x")
            .handler("index.handler")
            .role(ROLE)
            .code(code -> code.zipFile(zip("index.js", "exports.handler = 1")));
    change.accept(request);
    return request.build();
  }

  CreateFunctionResponse created(String name) {
    return created(name, _ -> {});
  }

  CreateFunctionResponse created(String name, Consumer<CreateFunctionRequest.Builder> change) {
    return call("CreateFunction", creation(name, change), CreateFunctionResponse.class);
  }

  GetFunctionResponse got(String name) {
    return call(
        "GetFunction",
        GetFunctionRequest.builder().functionName(name).build(),
        GetFunctionResponse.class);
  }

  FunctionConfiguration configuration(String name) {
    return got(name).configuration();
  }

  static SdkBytes zip(String... namesAndContents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  @Override
  public void publish(FunctionState state) {
    published.add(state);
  }

  @Override
  public void withdrawFunction(Caller owner, String functionName) {
    withdrawn.add(functionName);
  }

  @Override
  public void publish(RestApiState state) {
    throw new AssertionError("Lambda publishes functions only");
  }

  @Override
  public void withdrawRestApi(Caller owner, String apiId) {
    throw new AssertionError("Lambda withdraws functions only");
  }

  @Override
  public Answer invoke(
      FunctionState function, byte[] payload, @Nullable String clientContext, String traceId) {
    invocations.add(
        new Invocation(
            function, new String(payload, StandardCharsets.UTF_8), clientContext, traceId));
    return answer;
  }

  @Override
  public Streamed stream(
      FunctionState function, byte[] payload, @Nullable String clientContext, String traceId) {
    invocations.add(
        new Invocation(
            function, new String(payload, StandardCharsets.UTF_8), clientContext, traceId));
    return streamed;
  }
}
