package dev.postern.control.lambda;

import dev.postern.aws.Caller;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.FunctionState.Code;
import dev.postern.sdk.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.RuntimeVersionConfig;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/**
 * Operations that create, read and delete functions.
 *
 * <p>The response to CreateFunction says {@code Pending}, as in AWS, but the stored function is
 * {@code Active} at once. A waiter such as {@code aws lambda wait function-active-v2} ends at its
 * first poll.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Lambda function
 *     states</a>
 */
final class Functions {
  private static final int MAX_NAME_LENGTH = 64;
  private static final int MAX_PAGE_SIZE = 50;

  private final FunctionStates states;
  private final Configurations configurations;
  private final Supplier<String> baseUrl;

  Functions(FunctionStates states, Configurations configurations, Supplier<String> baseUrl) {
    this.states = states;
    this.configurations = configurations;
    this.baseUrl = baseUrl;
  }

  CreateFunctionResponse createFunction(Caller caller, CreateFunctionRequest request) {
    refuseUnsupported(request);
    FunctionReference function =
        FunctionReference.parse(caller, "CreateFunction", request.functionName());
    if (function.name().length() > MAX_NAME_LENGTH) {
      throw LambdaErrors.functionNameTooLong(function.name());
    }
    boolean image = request.packageType() == PackageType.IMAGE;
    if (!image && (request.runtimeAsString() == null || request.handler() == null)) {
      throw LambdaErrors.runtimeAndHandlerMandatory();
    }
    FunctionConfiguration.Builder configuration = configurations.create(function, request);
    CodeUpload upload = CodeUpload.of(request.code());
    Code code = image ? upload.image() : upload.zip("CreateFunction");
    FunctionState state =
        new FunctionState(
            caller,
            CodeUpload.describe(configuration, code).build(),
            code,
            List.of(),
            FunctionTags.checked(request.tags()),
            null);
    states.create(state);
    return pending(state.configuration());
  }

  private static void refuseUnsupported(CreateFunctionRequest request) {
    if (Boolean.TRUE.equals(request.publish()) || request.publishToAsString() != null) {
      throw LambdaErrors.notImplemented("published function versions");
    }
    if (request.codeSigningConfigArn() != null) {
      throw LambdaErrors.notImplemented("code signing");
    }
    if (request.tenancyConfig() != null) {
      throw LambdaErrors.notImplemented("tenant isolation");
    }
  }

  private static CreateFunctionResponse pending(FunctionConfiguration configuration) {
    return Shapes.as(configuration, CreateFunctionResponse::builder)
        .state(State.PENDING)
        .stateReason("The function is being created.")
        .stateReasonCode(StateReasonCode.CREATING)
        .lastUpdateStatus((String) null)
        .build();
  }

  GetFunctionResponse getFunction(Caller caller, GetFunctionRequest request) {
    FunctionState state = find(caller, "GetFunction", request.functionName(), request.qualifier());
    GetFunctionResponse.Builder response =
        GetFunctionResponse.builder().configuration(state.configuration()).code(location(state));
    if (!state.tags().isEmpty()) {
      response.tags(state.tags());
    }
    Integer reserved = state.reservedConcurrency();
    if (reserved != null) {
      response.concurrency(concurrency -> concurrency.reservedConcurrentExecutions(reserved));
    }
    return response.build();
  }

  private FunctionCodeLocation location(FunctionState state) {
    return switch (state.code()) {
      case Code.Zip _ ->
          FunctionCodeLocation.builder()
              .repositoryType("S3")
              .location("%s/_postern/functions/%s/code".formatted(baseUrl.get(), state.arn()))
              .build();
      case Code.Image(String uri) ->
          FunctionCodeLocation.builder()
              .repositoryType("ECR")
              .imageUri(uri)
              .resolvedImageUri(uri)
              .build();
    };
  }

  GetFunctionConfigurationResponse getFunctionConfiguration(
      Caller caller, GetFunctionConfigurationRequest request) {
    FunctionState state =
        find(caller, "GetFunctionConfiguration", request.functionName(), request.qualifier());
    return Shapes.as(state.configuration(), GetFunctionConfigurationResponse::builder).build();
  }

  /** Returns no configuration: code signing is not supported. */
  GetFunctionCodeSigningConfigResponse getFunctionCodeSigningConfig(
      Caller caller, GetFunctionCodeSigningConfigRequest request) {
    FunctionState state =
        find(caller, "GetFunctionCodeSigningConfig", request.functionName(), null);
    return GetFunctionCodeSigningConfigResponse.builder().functionName(state.name()).build();
  }

  ListFunctionsResponse listFunctions(Caller caller, ListFunctionsRequest request) {
    int max =
        request.maxItems() == null ? MAX_PAGE_SIZE : Math.min(request.maxItems(), MAX_PAGE_SIZE);
    boolean allVersions = "ALL".equals(request.functionVersionAsString());
    List<FunctionState> found =
        states.list(caller, afterMarker(request.marker())).limit(max + 1).toList();
    List<FunctionState> page = found.subList(0, Math.min(max, found.size()));
    return ListFunctionsResponse.builder()
        .functions(page.stream().map(state -> listed(state, allVersions)).toList())
        .nextMarker(found.size() > max ? markerAfter(page.getLast()) : null)
        .build();
  }

  /** Returns {@code $LATEST} only: published versions are not supported yet. */
  ListVersionsByFunctionResponse listVersionsByFunction(
      Caller caller, ListVersionsByFunctionRequest request) {
    boolean first = afterMarker(request.marker()).isEmpty();
    FunctionState state = find(caller, "ListVersionsByFunction", request.functionName(), null);
    return ListVersionsByFunctionResponse.builder()
        .versions(first ? List.of(listed(state, true)) : List.of())
        .build();
  }

  /** Returns the configuration as AWS lists it: without states and runtime version. */
  private static FunctionConfiguration listed(FunctionState state, boolean allVersions) {
    return state.configuration().toBuilder()
        .functionArn(allVersions ? state.arn() + ":$LATEST" : state.arn())
        .state((String) null)
        .lastUpdateStatus((String) null)
        .runtimeVersionConfig((RuntimeVersionConfig) null)
        .build();
  }

  private static String markerAfter(FunctionState last) {
    byte[] name = last.name().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(name);
  }

  private static String afterMarker(@Nullable String marker) {
    if (marker == null || marker.isEmpty()) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw LambdaErrors.unknownMarker();
    }
  }

  DeleteFunctionResponse deleteFunction(Caller caller, DeleteFunctionRequest request) {
    FunctionReference function =
        FunctionReference.parse(
            caller, "DeleteFunction", request.functionName(), request.qualifier());
    if (FunctionReference.namesLatest(request.functionName(), request.qualifier())) {
      throw LambdaErrors.latestCannotBeDeleted();
    }
    if (function.qualifier() != null && !function.isVersion()) {
      throw LambdaErrors.aliasDeletionNotSupported();
    }
    function.requireLatest();
    states.delete(caller, function.name());
    return DeleteFunctionResponse.builder().statusCode(204).build();
  }

  private FunctionState find(
      Caller caller, String operation, String functionName, @Nullable String qualifier) {
    FunctionReference function =
        FunctionReference.parse(caller, operation, functionName, qualifier);
    FunctionState state = states.get(caller, function.name());
    function.requireLatest();
    return state;
  }
}
