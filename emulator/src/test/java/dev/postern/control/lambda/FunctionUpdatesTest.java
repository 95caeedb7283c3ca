package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.ARN;
import static dev.postern.control.lambda.LambdaFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import dev.postern.control.state.FunctionState;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

class FunctionUpdatesTest {
  private final LambdaFixture lambda = new LambdaFixture();

  @BeforeEach
  void aFunction() {
    lambda.created("hello", r -> r.environment(e -> e.variables(Map.of("KEPT", "1"))).timeout(5));
  }

  @Test
  void newCodeIsReturnedAsInProgressAndPublished() {
    FunctionState before = lambda.published.getLast();
    lambda.step(Duration.ofSeconds(2));

    UpdateFunctionCodeResponse answer = updateCode(r -> r.zipFile(zip("index.js", "2")));

    assertThat(answer.lastUpdateStatusAsString()).isEqualTo("InProgress");
    assertThat(answer.lastUpdateStatusReason()).isEqualTo("The function is being created.");
    assertThat(answer.lastUpdateStatusReasonCodeAsString()).isEqualTo("Creating");
    assertThat(answer.stateAsString()).isEqualTo("Active");
    assertThat(answer.lastModified()).isEqualTo("2026-03-10T05:16:25.123+0000");
    assertThat(answer.revisionId()).isNotEqualTo(before.configuration().revisionId());
    assertThat(answer.codeSha256()).isNotEqualTo(before.configuration().codeSha256());
    assertThat(lambda.published).hasSize(2);
    assertThat(lambda.published.getLast().sandboxRevision()).isNotEqualTo(before.sandboxRevision());
    FunctionConfiguration now = lambda.configuration("hello");
    assertThat(now.lastUpdateStatusAsString()).isEqualTo("Successful");
    assertThat(now.lastUpdateStatusReason()).isNull();
    assertThat(now.revisionId()).isEqualTo(answer.revisionId());
  }

  @Test
  void dryRunChecksAndChangesNothing() {
    FunctionConfiguration before = lambda.configuration("hello");

    UpdateFunctionCodeResponse answer =
        updateCode(r -> r.dryRun(true).zipFile(zip("index.js", "2")));

    assertThat(answer.codeSha256()).isNotEqualTo(before.codeSha256());
    assertThat(answer.revisionId()).isEqualTo(before.revisionId());
    assertThat(lambda.configuration("hello")).isEqualTo(before);
    assertThat(lambda.published).hasSize(1);
    assertThat(refusedCode(r -> r.dryRun(true).zipFile(SdkBytes.fromUtf8String("no zip"))).text())
        .startsWith("Could not unzip uploaded file.");
  }

  @Test
  void architecturesAreUpdatedWithTheCode() {
    updateCode(r -> r.zipFile(zip("index.js", "2")).architecturesWithStrings("arm64"));

    assertThat(lambda.configuration("hello").architecturesAsStrings()).containsExactly("arm64");
  }

  @Test
  void codeMustHaveTheFunctionsPackageType() {
    lambda.created(
        "image",
        r ->
            r.runtime((String) null)
                .handler(null)
                .packageType("Image")
                .code(c -> c.imageUri("app:1")));

    assertThat(refusedCode(r -> r.imageUri("app:2")).text())
        .isEqualTo("Please don't provide ImageUri when updating a function with packageType Zip.");
    assertThat(refusedCode(r -> r.functionName("image").zipFile(zip("a", "b"))).text())
        .isEqualTo("Please provide ImageUri when updating a function with packageType Image.");
    updateCode(r -> r.functionName("image").imageUri("app@sha256:" + "a".repeat(64)));
    assertThat(lambda.configuration("image").codeSha256()).isEqualTo("a".repeat(64));
  }

  @Test
  void codeUpdateWithoutCodeIsRefused() {
    assertThat(refusedCode(_ -> {}).text()).isEqualTo("Please provide a source for function code.");
  }

  @Test
  void publishingAVersionIsNotSupported() {
    AwsException error = refusedCode(r -> r.publish(true).zipFile(zip("index.js", "2")));

    assertThat(error.status()).isEqualTo(501);
    assertThat(error.text()).contains("published function versions");
    assertThat(lambda.published).hasSize(1);
  }

  @Test
  void staleRevisionIsAFailedPrecondition() {
    AwsException code = refusedCode(r -> r.revisionId("stale").zipFile(zip("index.js", "2")));
    AwsException configuration = refusedConfiguration(r -> r.revisionId("stale").timeout(9));

    assertThat(code.status()).isEqualTo(412);
    assertThat(code.code()).isEqualTo("PreconditionFailedException");
    assertThat(code.text())
        .isEqualTo(
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    assertThat(configuration.text()).isEqualTo(code.text());
    assertThat(lambda.published).hasSize(1);
  }

  @Test
  void revisionOfAResponseIsValidForTheNextUpdate() {
    String first = updateConfiguration(r -> r.timeout(9)).revisionId();

    String second = updateCode(r -> r.revisionId(first).zipFile(zip("a", "b"))).revisionId();

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void configurationUpdateKeepsOmittedSettings() {
    UpdateFunctionConfigurationResponse answer =
        updateConfiguration(r -> r.memorySize(256).handler("main.run").runtime("python3.13"));

    assertThat(answer.lastUpdateStatusAsString()).isEqualTo("InProgress");
    FunctionConfiguration now = lambda.configuration("hello");
    assertThat(now.memorySize()).isEqualTo(256);
    assertThat(now.handler()).isEqualTo("main.run");
    assertThat(now.runtimeAsString()).isEqualTo("python3.13");
    assertThat(now.timeout()).isEqualTo(5);
    assertThat(now.environment().variables()).isEqualTo(Map.of("KEPT", "1"));
    assertThat(lambda.published).hasSize(2);
  }

  @Test
  void environmentIsReplacedAsAWhole() {
    updateConfiguration(r -> r.environment(e -> e.variables(Map.of("NEW", "2"))));
    assertThat(lambda.configuration("hello").environment().variables())
        .isEqualTo(Map.of("NEW", "2"));

    updateConfiguration(r -> r.environment(e -> e.variables(Map.of())));
    assertThat(lambda.configuration("hello").environment().variables()).isEmpty();
  }

  @Test
  void emptyValuesUnsetSettings() {
    updateConfiguration(r ->
        r.kmsKeyArn("arn:aws:kms:us-east-1:000000000000:key/1")
            .deadLetterConfig(d -> d.targetArn("arn:aws:sqs:us-east-1:000000000000:q")));

    updateConfiguration(r -> r.kmsKeyArn("").deadLetterConfig(d -> d.targetArn("")));

    assertThat(lambda.configuration("hello").kmsKeyArn()).isNull();
    assertThat(lambda.configuration("hello").deadLetterConfig()).isNull();
  }

  @Test
  void logLevelsExistOnlyForTheJsonFormat() {
    updateConfiguration(r -> r.loggingConfig(l -> l.logFormat("JSON").logGroup("/mine")));
    updateConfiguration(r -> r.loggingConfig(l -> l.applicationLogLevel("DEBUG")));
    assertThat(lambda.configuration("hello").loggingConfig().applicationLogLevelAsString())
        .isEqualTo("DEBUG");

    updateConfiguration(r -> r.loggingConfig(l -> l.logFormat("Text")));

    assertThat(lambda.configuration("hello").loggingConfig().logGroup()).isEqualTo("/mine");
    assertThat(lambda.configuration("hello").loggingConfig().applicationLogLevelAsString())
        .isNull();
  }

  @Test
  void invalidSettingsAreRefusedAsInCreate() {
    assertThat(refusedConfiguration(r -> r.timeout(901)).code()).isEqualTo("ValidationException");
    assertThat(
            refusedConfiguration(r ->
                    r.environment(e -> e.variables(Map.of("_HANDLER", "x", "AWS_REGION", "y"))))
                .text())
        .endsWith("Reserved keys used in this request: AWS_REGION, _HANDLER");
    assertThat(lambda.published).hasSize(1);
  }

  @Test
  void unknownFunctionIsNotUpdated() {
    assertThat(refusedCode(r -> r.functionName("nope").zipFile(zip("a", "b"))).text())
        .isEqualTo("Function not found: " + ARN + "nope");
    assertThat(refusedConfiguration(r -> r.functionName("nope")).text())
        .isEqualTo("Function not found: " + ARN + "nope");
  }

  private UpdateFunctionCodeResponse updateCode(
      Consumer<UpdateFunctionCodeRequest.Builder> change) {
    return lambda.call("UpdateFunctionCode", code(change), UpdateFunctionCodeResponse.class);
  }

  private AwsException refusedCode(Consumer<UpdateFunctionCodeRequest.Builder> change) {
    return lambda.refused("UpdateFunctionCode", code(change));
  }

  private static UpdateFunctionCodeRequest code(
      Consumer<UpdateFunctionCodeRequest.Builder> change) {
    UpdateFunctionCodeRequest.Builder request =
        UpdateFunctionCodeRequest.builder().functionName("hello");
    change.accept(request);
    return request.build();
  }

  private UpdateFunctionConfigurationResponse updateConfiguration(
      Consumer<UpdateFunctionConfigurationRequest.Builder> change) {
    return lambda.call(
        "UpdateFunctionConfiguration",
        configuration(change),
        UpdateFunctionConfigurationResponse.class);
  }

  private AwsException refusedConfiguration(
      Consumer<UpdateFunctionConfigurationRequest.Builder> change) {
    return lambda.refused("UpdateFunctionConfiguration", configuration(change));
  }

  private static UpdateFunctionConfigurationRequest configuration(
      Consumer<UpdateFunctionConfigurationRequest.Builder> change) {
    UpdateFunctionConfigurationRequest.Builder request =
        UpdateFunctionConfigurationRequest.builder().functionName("hello");
    change.accept(request);
    return request.build();
  }
}
