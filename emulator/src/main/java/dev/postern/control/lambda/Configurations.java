package dev.postern.control.lambda;

import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.sdk.Shapes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ImageConfig;
import software.amazon.awssdk.services.lambda.model.ImageConfigResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/**
 * Creates and changes configurations of functions: AWS's defaults, the user's settings, and the
 * members that Lambda adds.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">
 *     FunctionConfiguration</a>
 */
final class Configurations {
  private static final DateTimeFormatter LAST_MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MAX_TIMEOUT_SECONDS = 900;
  private static final int MAX_MEMORY_MB = 10_240;

  private final InstantSource clock;
  private final Ids ids;

  Configurations(InstantSource clock, Ids ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Returns the configuration of a new function in the state {@code Active}.
   *
   * @param function the reference in CreateFunction
   * @throws AwsException if a setting is not allowed
   */
  FunctionConfiguration.Builder create(FunctionReference function, CreateFunctionRequest request) {
    boolean image = request.packageType() == PackageType.IMAGE;
    UpdateFunctionConfigurationRequest settings =
        Shapes.as(request, UpdateFunctionConfigurationRequest::builder).build();
    FunctionConfiguration defaults =
        FunctionConfiguration.builder()
            .functionName(function.name())
            .functionArn(function.arn())
            .version("$LATEST")
            .packageType(image ? PackageType.IMAGE : PackageType.ZIP)
            .description("")
            .timeout(3)
            .memorySize(128)
            .architecturesWithStrings(architectureOf(request))
            .ephemeralStorage(storage -> storage.size(512))
            .tracingConfig(tracing -> tracing.mode("PassThrough"))
            .snapStart(snapStart -> snapStart.applyOn("None").optimizationStatus("Off"))
            .state(State.ACTIVE)
            .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
            .build();
    return change(function.caller().region(), defaults, settings);
  }

  private static String architectureOf(CreateFunctionRequest request) {
    return request.hasArchitectures() ? request.architecturesAsStrings().getFirst() : "x86_64";
  }

  /**
   * Returns the configuration with the settings of the request. Settings that the request omits are
   * unchanged.
   *
   * @throws AwsException if a setting is not allowed
   */
  FunctionConfiguration.Builder change(
      Region region, FunctionConfiguration present, UpdateFunctionConfigurationRequest request) {
    check(present, request);
    FunctionConfiguration.Builder changed = present.toBuilder();
    set(request.role(), changed::role);
    set(request.handler(), changed::handler);
    set(request.description(), changed::description);
    set(request.timeout(), changed::timeout);
    set(request.memorySize(), changed::memorySize);
    set(request.ephemeralStorage(), changed::ephemeralStorage);
    set(request.kmsKeyArn(), key -> changed.kmsKeyArn(key.isEmpty() ? null : key));
    set(request.runtimeAsString(), runtime -> setRuntime(changed, region, runtime));
    set(request.environment(), environment -> changed.environment(toResponse(environment)));
    set(request.deadLetterConfig(), queue -> changed.deadLetterConfig(toResponse(queue)));
    set(request.vpcConfig(), vpc -> setVpc(changed, vpc));
    set(request.tracingConfig(), tracing -> changed.tracingConfig(t -> t.mode(tracing.mode())));
    set(request.snapStart(), snapStart -> setSnapStart(changed, snapStart));
    set(request.imageConfig(), image -> changed.imageConfigResponse(toResponse(image)));
    changed.loggingConfig(logging(present, request.loggingConfig()));
    return touch(changed);
  }

  /** Sets a new RevisionId and LastModified, for a change of code or configuration. */
  FunctionConfiguration.Builder touch(FunctionConfiguration.Builder configuration) {
    return configuration.lastModified(LAST_MODIFIED.format(clock.instant())).revisionId(ids.uuid());
  }

  /** Returns the configuration with a new RevisionId, for a change of the policy. */
  FunctionConfiguration revise(FunctionConfiguration configuration) {
    return configuration.toBuilder().revisionId(ids.uuid()).build();
  }

  private static void check(
      FunctionConfiguration present, UpdateFunctionConfigurationRequest request) {
    refuseUnsupported(request);
    boolean image = present.packageType() == PackageType.IMAGE;
    if (image && (request.runtimeAsString() != null || request.handler() != null)) {
      throw LambdaErrors.runtimeOrHandlerWithImage();
    }
    if (!image && request.imageConfig() != null) {
      throw LambdaErrors.imageConfigWithZip();
    }
    if (request.timeout() != null && request.timeout() > MAX_TIMEOUT_SECONDS) {
      throw LambdaErrors.timeoutTooLong(request.timeout());
    }
    if (request.memorySize() != null && request.memorySize() > MAX_MEMORY_MB) {
      throw LambdaErrors.memoryTooLarge();
    }
    if (request.environment() != null) {
      Environments.check(request.environment().variables());
    }
  }

  /**
   * Refuses settings that Postern does not support and that the function would miss at run time.
   */
  private static void refuseUnsupported(UpdateFunctionConfigurationRequest request) {
    if (!request.layers().isEmpty()) {
      throw LambdaErrors.notImplemented("function layers");
    }
    if (!request.fileSystemConfigs().isEmpty()) {
      throw LambdaErrors.notImplemented("file systems of functions");
    }
    if (request.capacityProviderConfig() != null) {
      throw LambdaErrors.notImplemented("capacity providers");
    }
    if (request.durableConfig() != null) {
      throw LambdaErrors.notImplemented("durable functions");
    }
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  /** Sets the runtime and a version ARN in AWS's form, with a hash of the runtime's name. */
  private static void setRuntime(
      FunctionConfiguration.Builder target, Region region, String runtime) {
    byte[] hash = CodeUpload.sha256(runtime.getBytes(StandardCharsets.UTF_8));
    String arn =
        "arn:%s:lambda:%s::runtime:%s"
            .formatted(region.partition(), region, HexFormat.of().formatHex(hash));
    target.runtime(runtime).runtimeVersionConfig(version -> version.runtimeVersionArn(arn));
  }

  /** Returns the environment as AWS shows one that was sent: an empty one has an empty map. */
  private static EnvironmentResponse toResponse(Environment environment) {
    // A copy, because the map of a request without variables counts as not set.
    return EnvironmentResponse.builder()
        .variables(new LinkedHashMap<>(environment.variables()))
        .build();
  }

  private static @Nullable DeadLetterConfig toResponse(DeadLetterConfig queue) {
    return queue.targetArn() == null || queue.targetArn().isEmpty() ? null : queue;
  }

  private static @Nullable ImageConfigResponse toResponse(ImageConfig image) {
    return image.equals(ImageConfig.builder().build())
        ? null
        : ImageConfigResponse.builder().imageConfig(image).build();
  }

  private static void setVpc(FunctionConfiguration.Builder target, VpcConfig vpc) {
    target.vpcConfig(response ->
        response
            .subnetIds(vpc.subnetIds())
            .securityGroupIds(vpc.securityGroupIds())
            .ipv6AllowedForDualStack(vpc.ipv6AllowedForDualStack())
            .vpcId(""));
  }

  private static void setSnapStart(FunctionConfiguration.Builder target, SnapStart snapStart) {
    target.snapStart(
        response -> response.applyOn(snapStart.applyOnAsString()).optimizationStatus("Off"));
  }

  private static LoggingConfig logging(
      FunctionConfiguration present, @Nullable LoggingConfig requested) {
    LoggingConfig.Builder logging =
        present.loggingConfig() == null
            ? LoggingConfig.builder()
                .logFormat("Text")
                .logGroup("/aws/lambda/" + present.functionName())
            : present.loggingConfig().toBuilder();
    if (requested == null) {
      return logging.build();
    }
    set(requested.logGroup(), logging::logGroup);
    set(requested.logFormatAsString(), logging::logFormat);
    boolean json = "JSON".equals(logging.build().logFormatAsString());
    String application = json ? "INFO" : null;
    logging.applicationLogLevel(application).systemLogLevel(application);
    set(requested.applicationLogLevelAsString(), logging::applicationLogLevel);
    set(requested.systemLogLevelAsString(), logging::systemLogLevel);
    return logging.build();
  }
}
