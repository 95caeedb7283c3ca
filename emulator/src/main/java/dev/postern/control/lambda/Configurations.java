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
 * Makes the configuration of a function: AWS's defaults, what the user sets, and what Lambda adds.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">
 *     FunctionConfiguration</a>
 */
final class Configurations {
  private static final DateTimeFormatter LAST_MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int TIMEOUT_MOST = 900;
  private static final int MEMORY_MOST = 10_240;

  private final InstantSource clock;
  private final Ids ids;

  Configurations(InstantSource clock, Ids ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * The configuration of a new function, as it is once it is active.
   *
   * @param function named in CreateFunction
   * @throws AwsException when a setting is not allowed
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
   * The configuration with the settings of the request in place of the old ones; a setting that the
   * request leaves out stays.
   *
   * @throws AwsException when a setting is not allowed
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
    set(request.environment(), environment -> changed.environment(answered(environment)));
    set(request.deadLetterConfig(), queue -> changed.deadLetterConfig(answered(queue)));
    set(request.vpcConfig(), vpc -> setVpc(changed, vpc));
    set(request.tracingConfig(), tracing -> changed.tracingConfig(t -> t.mode(tracing.mode())));
    set(request.snapStart(), snapStart -> setSnapStart(changed, snapStart));
    set(request.imageConfig(), image -> changed.imageConfigResponse(answered(image)));
    changed.loggingConfig(logging(present, request.loggingConfig()));
    return touch(changed);
  }

  /** A new RevisionId and LastModified: code or configuration changed. */
  FunctionConfiguration.Builder touch(FunctionConfiguration.Builder configuration) {
    return configuration.lastModified(LAST_MODIFIED.format(clock.instant())).revisionId(ids.uuid());
  }

  /** A new RevisionId only: the policy changed. */
  FunctionConfiguration revise(FunctionConfiguration configuration) {
    return configuration.toBuilder().revisionId(ids.uuid()).build();
  }

  private static void check(
      FunctionConfiguration present, UpdateFunctionConfigurationRequest request) {
    refuseUnbuilt(request);
    boolean image = present.packageType() == PackageType.IMAGE;
    if (image && (request.runtimeAsString() != null || request.handler() != null)) {
      throw LambdaErrors.runtimeOrHandlerWithImage();
    }
    if (!image && request.imageConfig() != null) {
      throw LambdaErrors.imageConfigWithZip();
    }
    if (request.timeout() != null && request.timeout() > TIMEOUT_MOST) {
      throw LambdaErrors.timeoutTooLong(request.timeout());
    }
    if (request.memorySize() != null && request.memorySize() > MEMORY_MOST) {
      throw LambdaErrors.memoryTooLarge();
    }
    if (request.environment() != null) {
      Environments.check(request.environment().variables());
    }
  }

  /** What a function would silently lack at run time is refused. */
  private static void refuseUnbuilt(UpdateFunctionConfigurationRequest request) {
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

  /** The ARN of a runtime version: AWS's form, its hash made of the runtime's name. */
  private static void setRuntime(
      FunctionConfiguration.Builder target, Region region, String runtime) {
    byte[] hash = CodeUpload.sha256(runtime.getBytes(StandardCharsets.UTF_8));
    String arn =
        "arn:%s:lambda:%s::runtime:%s"
            .formatted(region.partition(), region, HexFormat.of().formatHex(hash));
    target.runtime(runtime).runtimeVersionConfig(version -> version.runtimeVersionArn(arn));
  }

  private static @Nullable EnvironmentResponse answered(Environment environment) {
    return environment.variables().isEmpty()
        ? null
        : EnvironmentResponse.builder().variables(environment.variables()).build();
  }

  private static @Nullable DeadLetterConfig answered(DeadLetterConfig queue) {
    return queue.targetArn() == null || queue.targetArn().isEmpty() ? null : queue;
  }

  private static @Nullable ImageConfigResponse answered(ImageConfig image) {
    return image.equals(ImageConfig.builder().build())
        ? null
        : ImageConfigResponse.builder().imageConfig(image).build();
  }

  private static void setVpc(FunctionConfiguration.Builder target, VpcConfig vpc) {
    target.vpcConfig(answer ->
        answer
            .subnetIds(vpc.subnetIds())
            .securityGroupIds(vpc.securityGroupIds())
            .ipv6AllowedForDualStack(vpc.ipv6AllowedForDualStack())
            .vpcId(""));
  }

  private static void setSnapStart(FunctionConfiguration.Builder target, SnapStart snapStart) {
    target.snapStart(
        answer -> answer.applyOn(snapStart.applyOnAsString()).optimizationStatus("Off"));
  }

  private static LoggingConfig logging(
      FunctionConfiguration present, @Nullable LoggingConfig wanted) {
    LoggingConfig.Builder logging =
        present.loggingConfig() == null
            ? LoggingConfig.builder()
                .logFormat("Text")
                .logGroup("/aws/lambda/" + present.functionName())
            : present.loggingConfig().toBuilder();
    if (wanted == null) {
      return logging.build();
    }
    set(wanted.logGroup(), logging::logGroup);
    set(wanted.logFormatAsString(), logging::logFormat);
    boolean json = "JSON".equals(logging.build().logFormatAsString());
    String application = json ? "INFO" : null;
    logging.applicationLogLevel(application).systemLogLevel(application);
    set(wanted.applicationLogLevelAsString(), logging::applicationLogLevel);
    set(wanted.systemLogLevelAsString(), logging::systemLogLevel);
    return logging.build();
  }
}
