package dev.postern.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Limits;
import dev.postern.aws.Region;
import dev.postern.aws.error.AwsException;
import dev.postern.control.ClientCertificateIssuer.Issued;
import dev.postern.control.sdkgen.SdkGenerator;
import dev.postern.control.state.AccountState;
import dev.postern.control.state.RestApiContent;
import dev.postern.control.state.RestApiState;
import dev.postern.store.Key;
import dev.postern.store.MemoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiResponse;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.Resource;

/**
 * An in-memory REST control plane with seeded ids and a clock that advances a second per reading.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // callers know the response type of an operation
public final class RestFixture {
  public static final Caller CALLER = caller("000000000000", "eu-west-1");
  public static final Instant START = Instant.parse("2026-03-10T05:16:23Z");

  public final RecordingPublisher publisher = new RecordingPublisher();
  public final MemoryStore<Key, RestApiState> apis;
  public final MemoryStore<Key, AccountState> accounts;

  /** Used requests that GetUsage reports, by key id followed by the day. */
  public final Map<String, Long> used = new HashMap<>();

  public final RestService service;

  public RestFixture() {
    this(Limits.AWS);
  }

  public RestFixture(Limits limits) {
    this(limits, 7, new MemoryStore<>(), new MemoryStore<>());
  }

  private RestFixture(
      Limits limits,
      long seed,
      MemoryStore<Key, RestApiState> apis,
      MemoryStore<Key, AccountState> accounts) {
    this.apis = apis;
    this.accounts = accounts;
    AtomicLong seconds = new AtomicLong();
    service =
        new RestService(
            apis,
            accounts,
            publisher,
            new EmptyDraftInvoker(),
            new SdkGenerator(
                () -> "http://localhost:4566",
                Path.of("no-generator.jar"),
                Path.of("no-folder"),
                () -> START),
            (from, until) -> new Issued("certificate from " + from, "key until " + until),
            new Ids(new SplittableRandom(seed)),
            () -> START.plusSeconds(seconds.getAndIncrement()),
            limits,
            (_, _, keyId, day) -> used.getOrDefault(keyId + day, 0L));
  }

  /** Returns a new control plane on the same stores, as after a restart. */
  public RestFixture restarted() {
    return new RestFixture(Limits.AWS, 8, apis, accounts);
  }

  public static Caller caller(String account, String region) {
    return new Caller(new AccountId(account), new Region(region));
  }

  /** Calls the operation of the request. */
  public <R> R call(SdkPojo request) {
    return call(CALLER, request);
  }

  @SuppressWarnings("unchecked")
  public <R> R call(Caller caller, SdkPojo request) {
    String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
    return (R) service.answer(operation, caller, request);
  }

  /** Asserts that the operation fails with the error and changes nothing. */
  public void refused(SdkPojo request, int status, String text) {
    refused(CALLER, request, status, text);
  }

  public void refused(Caller caller, SdkPojo request, int status, String text) {
    List<RestApiState> before = apis.list(new Key(CALLER, "")).toList();
    List<AccountState> accountsBefore = accounts.list(new Key(CALLER, "")).toList();

    AwsException error =
        catchThrowableOfType(AwsException.class, () -> this.<SdkPojo>call(caller, request));

    assertThat(error).as("error of " + request).isNotNull();
    assertThat(error.text()).isEqualTo(text);
    assertThat(error.status()).isEqualTo(status);
    assertThat(apis.list(new Key(CALLER, "")).toList()).isEqualTo(before);
    assertThat(accounts.list(new Key(CALLER, "")).toList()).isEqualTo(accountsBefore);
  }

  public RestApiState state(String apiId) {
    return apis.get(new Key(CALLER, apiId)).orElseThrow();
  }

  /** Returns the resource of the draft at a path. */
  public Resource at(String apiId, String path) {
    RestApiContent content = state(apiId).content();
    return content.resource(Objects.requireNonNull(content.paths().get(path))).orElseThrow();
  }

  public CreateRestApiResponse api() {
    return call(CreateRestApiRequest.builder().name("pets").build());
  }

  public CreateResourceResponse resource(
      CreateRestApiResponse api, String parentId, String pathPart) {
    return call(
        CreateResourceRequest.builder()
            .restApiId(api.id())
            .parentId(parentId)
            .pathPart(pathPart)
            .build());
  }

  /** Creates a method without authorization. */
  public void method(String apiId, String resourceId, String verb) {
    this.<SdkPojo>call(
        PutMethodRequest.builder()
            .restApiId(apiId)
            .resourceId(resourceId)
            .httpMethod(verb)
            .authorizationType("NONE")
            .build());
  }

  /** Creates a method without authorization and its mock integration. */
  public void mock(String apiId, String resourceId, String verb) {
    method(apiId, resourceId, verb);
    this.<SdkPojo>call(
        PutIntegrationRequest.builder()
            .restApiId(apiId)
            .resourceId(resourceId)
            .httpMethod(verb)
            .type("MOCK")
            .build());
  }

  public CreateDeploymentResponse deploy(String apiId, String stageName) {
    return call(CreateDeploymentRequest.builder().restApiId(apiId).stageName(stageName).build());
  }

  /** Parses patch operations {@code op path value} or {@code op path <from}. */
  public static List<PatchOperation> patches(String... operations) {
    return Arrays.stream(operations).map(RestFixture::patch).toList();
  }

  private static PatchOperation patch(String operation) {
    String[] parts = operation.split(" ", 3);
    PatchOperation.Builder patch =
        PatchOperation.builder().op(Op.fromValue(parts[0])).path(parts[1]);
    if (parts.length < 3) {
      return patch.build();
    }
    return parts[2].startsWith("<")
        ? patch.from(parts[2].substring(1)).build()
        : patch.value(parts[2]).build();
  }
}
