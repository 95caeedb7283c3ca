package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.ARN;
import static dev.postern.control.lambda.LambdaFixture.creation;
import static dev.postern.control.lambda.LambdaFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import dev.postern.sdk.Shapes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

class FunctionsTest {
  private final LambdaFixture lambda = new LambdaFixture();

  @Test
  void newFunctionHasAwsDefaults() {
    FunctionConfiguration function = configurationOf(lambda.created("hello"));

    assertThat(function.functionName()).isEqualTo("hello");
    assertThat(function.functionArn()).isEqualTo(ARN + "hello");
    assertThat(function.version()).isEqualTo("$LATEST");
    assertThat(function.description()).isEmpty();
    assertThat(function.timeout()).isEqualTo(3);
    assertThat(function.memorySize()).isEqualTo(128);
    assertThat(function.packageTypeAsString()).isEqualTo("Zip");
    assertThat(function.architecturesAsStrings()).containsExactly("x86_64");
    assertThat(function.ephemeralStorage().size()).isEqualTo(512);
    assertThat(function.tracingConfig().modeAsString()).isEqualTo("PassThrough");
    assertThat(function.snapStart().applyOnAsString()).isEqualTo("None");
    assertThat(function.snapStart().optimizationStatusAsString()).isEqualTo("Off");
    assertThat(function.loggingConfig().logFormatAsString()).isEqualTo("Text");
    assertThat(function.loggingConfig().logGroup()).isEqualTo("/aws/lambda/hello");
    assertThat(function.runtimeVersionConfig().runtimeVersionArn())
        .matches("arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}");
    assertThat(function.lastModified()).isEqualTo("2026-03-10T05:16:23.123+0000");
    assertThat(function.revisionId()).hasSize(36);
    assertThat(function.environment()).isNull();
    assertThat(function.vpcConfig()).isNull();
  }

  @Test
  void createReturnsPendingAndTheNextGetReturnsActive() {
    CreateFunctionResponse created = lambda.created("hello");

    assertThat(created.stateAsString()).isEqualTo("Pending");
    assertThat(created.stateReason()).isEqualTo("The function is being created.");
    assertThat(created.stateReasonCodeAsString()).isEqualTo("Creating");
    assertThat(created.lastUpdateStatusAsString()).isNull();
    assertThat(lambda.configuration("hello").stateAsString()).isEqualTo("Active");
    assertThat(lambda.configuration("hello").stateReason()).isNull();
    assertThat(lambda.configuration("hello").lastUpdateStatusAsString()).isEqualTo("Successful");
    assertThat(lambda.configuration("hello").revisionId()).isEqualTo(created.revisionId());
  }

  @Test
  void codeIsDescribedBySizeAndBase64Hash() {
    SdkBytes zip = zip("index.js", "exports.handler = 1");

    CreateFunctionResponse created = lambda.created("hello", r -> r.code(c -> c.zipFile(zip)));

    assertThat(created.codeSize()).isEqualTo(zip.asByteArrayUnsafe().length);
    assertThat(created.codeSha256())
        .isEqualTo(Base64.getEncoder().encodeToString(CodeUpload.sha256(zip.asByteArrayUnsafe())));
  }

  @Test
  void settingsOfTheRequestAreStored() {
    lambda.created(
        "hello",
        r ->
            r.description("says hello")
                .timeout(900)
                .memorySize(10_240)
                .architecturesWithStrings("arm64")
                .ephemeralStorage(s -> s.size(1_024))
                .tracingConfig(t -> t.mode("Active"))
                .environment(e -> e.variables(Map.of("GREETING", "hi")))
                .loggingConfig(l -> l.logFormat("JSON"))
                .vpcConfig(v -> v.subnetIds("subnet-1").securityGroupIds("sg-1"))
                .deadLetterConfig(d -> d.targetArn("arn:aws:sqs:us-east-1:000000000000:q"))
                .snapStart(s -> s.applyOn("PublishedVersions")));

    FunctionConfiguration function = lambda.configuration("hello");
    assertThat(function.description()).isEqualTo("says hello");
    assertThat(function.timeout()).isEqualTo(900);
    assertThat(function.memorySize()).isEqualTo(10_240);
    assertThat(function.architecturesAsStrings()).containsExactly("arm64");
    assertThat(function.ephemeralStorage().size()).isEqualTo(1_024);
    assertThat(function.tracingConfig().modeAsString()).isEqualTo("Active");
    assertThat(function.environment().variables()).isEqualTo(Map.of("GREETING", "hi"));
    assertThat(function.loggingConfig().applicationLogLevelAsString()).isEqualTo("INFO");
    assertThat(function.loggingConfig().systemLogLevelAsString()).isEqualTo("INFO");
    assertThat(function.vpcConfig().subnetIds()).containsExactly("subnet-1");
    assertThat(function.deadLetterConfig().targetArn()).endsWith(":q");
    assertThat(function.snapStart().applyOnAsString()).isEqualTo("PublishedVersions");
  }

  @Test
  void imageFunctionRequiresNeitherRuntimeNorHandler() {
    lambda.created("hello", image("000000000000.dkr.ecr.us-east-1.amazonaws.com/app:1"));

    FunctionConfiguration function = lambda.configuration("hello");
    assertThat(function.packageTypeAsString()).isEqualTo("Image");
    assertThat(function.runtimeAsString()).isNull();
    assertThat(function.codeSize()).isZero();
    assertThat(lambda.got("hello").code().repositoryType()).isEqualTo("ECR");
    assertThat(lambda.got("hello").code().imageUri())
        .isEqualTo("000000000000.dkr.ecr.us-east-1.amazonaws.com/app:1");
  }

  @Test
  void imageConfigIsReturnedAsImageConfigResponse() {
    lambda.created(
        "hello", image("app:1").andThen(r -> r.imageConfig(c -> c.command("app.handler"))));

    assertThat(lambda.configuration("hello").imageConfigResponse().imageConfig().command())
        .containsExactly("app.handler");
  }

  @Test
  void functionIsPublishedOnCreation() {
    lambda.created("hello");

    assertThat(lambda.published).hasSize(1);
    assertThat(lambda.published.getFirst().configuration().stateAsString()).isEqualTo("Active");
  }

  @Test
  void secondFunctionWithTheSameNameIsAConflict() {
    lambda.created("hello");

    AwsException error = lambda.refused("CreateFunction", creation("hello", _ -> {}));

    assertThat(error.status()).isEqualTo(409);
    assertThat(error.code()).isEqualTo("ResourceConflictException");
    assertThat(error.text()).isEqualTo("Function already exist: hello");
    assertThat(lambda.published).hasSize(1);
  }

  static Stream<Arguments> refusedCreations() {
    return Stream.of(
        refused(
            r -> r.runtime((String) null),
            "InvalidParameterValueException",
            "Runtime and Handler are mandatory parameters for functions created with deployment"
                + " packages."),
        refused(
            r -> r.handler(null),
            "InvalidParameterValueException",
            "Runtime and Handler are mandatory parameters for functions created with deployment"
                + " packages."),
        refused(
            r -> r.packageType("Image").code(c -> c.imageUri("app:1")),
            "InvalidParameterValueException",
            "Please don't provide Handler or Runtime or Layer when the intended function"
                + " PackageType is Image."),
        refused(
            r -> r.imageConfig(c -> c.command("x")),
            "InvalidParameterValueException",
            "Please don't provide ImageConfig when using Zip packages."),
        refused(
            r -> r.timeout(901),
            "ValidationException",
            "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint:"
                + " Member must have value less than or equal to 900"),
        refused(
            r -> r.memorySize(10_241),
            "ValidationException",
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or"
                + " equal to 10240"),
        refused(
            r -> r.environment(e -> e.variables(Map.of("AWS_REGION", "x", "A_B", "y"))),
            "InvalidParameterValueException",
            "Lambda was unable to configure your environment variables because the environment"
                + " variables you have provided contains reserved keys that are currently not"
                + " supported for modification. Reserved keys used in this request: AWS_REGION"),
        refused(
            r -> r.environment(e -> e.variables(Map.of("1A", "x"))),
            "ValidationException",
            "1 validation error detected: Value at 'environment.variables' failed to satisfy"
                + " constraint: Map keys must satisfy constraint: [Member must satisfy regular"
                + " expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]"),
        refused(
            r -> r.environment(e -> e.variables(Map.of("LONG", "x".repeat(4_096)))),
            "InvalidParameterValueException",
            "Lambda was unable to configure your environment variables because the environment"
                + " variables you have provided exceeded the 4KB limit. String measured:"
                + " {\"LONG\":\""
                + "x".repeat(4_096)
                + "\"}"),
        refused(
            r -> r.code(c -> c.build()),
            "InvalidParameterValueException",
            "Please provide a source for function code."),
        refused(
            r -> r.code(c -> c.zipFile(zip("a", "b")).s3Bucket("bucket").s3Key("key")),
            "InvalidParameterValueException",
            "Please do not provide other FunctionCode parameters when providing a ZipFile."),
        refused(
            r -> r.code(c -> c.s3Bucket("bucket").s3Key("key")),
            "InvalidParameterValueException",
            "Postern cannot take function code from S3 yet (bucket bucket, key key): send the"
                + " deployment package itself in ZipFile"),
        refused(
            r -> r.code(c -> c.zipFile(SdkBytes.fromUtf8String("no zip"))),
            "InvalidParameterValueException",
            "Could not unzip uploaded file. Please check your file, then try to upload again."),
        refused(
            r -> r.functionName("x".repeat(65)),
            "InvalidParameterValueException",
            "1 validation error detected: Value '"
                + "x".repeat(65)
                + "' at 'functionName' failed to satisfy constraint: Member must have length less"
                + " than or equal to 64"),
        refused(
            r -> r.functionName("arn:aws:lambda:eu-west-1:000000000000:function:hello"),
            "ResourceNotFoundException",
            "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"),
        refused(
            r -> r.publish(true),
            "NotImplementedException",
            "Postern does not implement published function versions yet"),
        refused(
            r -> r.layers("arn:aws:lambda:us-east-1:000000000000:layer:a:1"),
            "NotImplementedException",
            "Postern does not implement function layers yet"));
  }

  private static Arguments refused(
      Consumer<CreateFunctionRequest.Builder> change, String code, String text) {
    return Arguments.of(change, code, text);
  }

  @ParameterizedTest
  @MethodSource("refusedCreations")
  void invalidRequestIsRefusedWithLambdasText(
      Consumer<CreateFunctionRequest.Builder> change, String code, String text) {
    AwsException error = lambda.refused("CreateFunction", creation("hello", change));

    assertThat(error.code()).isEqualTo(code);
    assertThat(error.text()).isEqualTo(text);
    assertThat(lambda.published).isEmpty();
  }

  @Test
  void fourKilobytesOfEnvironmentAreAllowed() {
    String value = "x".repeat(4_096 - "{\"LONG\":\"\"}".length());

    lambda.created("hello", r -> r.environment(e -> e.variables(Map.of("LONG", value))));

    assertThat(lambda.configuration("hello").environment().variables()).containsKey("LONG");
  }

  @Test
  void getFunctionReturnsTheLocationOfTheCode() {
    SdkBytes zip = zip("index.js", "exports.handler = 1");
    lambda.created("hello", r -> r.code(c -> c.zipFile(zip)).tags(Map.of("team", "a")));

    var function = lambda.got("hello");

    assertThat(function.code().repositoryType()).isEqualTo("S3");
    assertThat(function.code().location())
        .isEqualTo("http://localhost:4566/_postern/functions/" + ARN + "hello/code");
    assertThat(function.tags()).isEqualTo(Map.of("team", "a"));
    assertThat(function.concurrency()).isNull();
    assertThat(lambda.service().zipOf(ARN + "hello")).hasValue(zip.asByteArrayUnsafe());
    assertThat(lambda.service().zipOf("hello")).hasValue(zip.asByteArrayUnsafe());
    assertThat(lambda.service().zipOf(ARN + "other")).isEmpty();
    assertThat(lambda.service().zipOf("arn:aws:s3:::hello")).isEmpty();
  }

  @Test
  void unknownFunctionIsNamedByItsArn() {
    AwsException error =
        lambda.refused("GetFunction", GetFunctionRequest.builder().functionName("nope").build());

    assertThat(error.status()).isEqualTo(404);
    assertThat(error.code()).isEqualTo("ResourceNotFoundException");
    assertThat(error.text()).isEqualTo("Function not found: " + ARN + "nope");
  }

  @Test
  void latestIsTheOnlyVersion() {
    lambda.created("hello");

    assertThat(lambda.got("hello:$LATEST").configuration().version()).isEqualTo("$LATEST");
    assertThat(lambda.refused("GetFunction", get("hello", "7")).text())
        .isEqualTo("Function not found: " + ARN + "hello:7");
    assertThat(lambda.refused("GetFunction", get("hello", "prod")).text())
        .isEqualTo("Cannot find alias arn: " + ARN + "hello:prod");
  }

  @Test
  void getFunctionConfigurationReturnsTheSameConfiguration() {
    lambda.created("hello");

    var answer =
        lambda.call(
            "GetFunctionConfiguration",
            GetFunctionConfigurationRequest.builder().functionName("hello").build(),
            GetFunctionConfigurationResponse.class);

    assertThat(Shapes.as(answer, FunctionConfiguration::builder).build())
        .isEqualTo(lambda.configuration("hello"));
  }

  @Test
  void listIsOrderedByNameAndPaged() {
    List.of("c", "a", "d", "b", "e").forEach(lambda::created);

    List<List<String>> pages = new ArrayList<>();
    String marker = null;
    do {
      ListFunctionsResponse page = list(r -> r.maxItems(2), marker);
      pages.add(page.functions().stream().map(FunctionConfiguration::functionName).toList());
      marker = page.nextMarker();
    } while (marker != null);

    assertThat(pages).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
  }

  @Test
  void lastFullPageHasNoMarker() {
    List.of("a", "b").forEach(lambda::created);

    assertThat(list(r -> r.maxItems(2), null).nextMarker()).isNull();
  }

  @Test
  void pageHasAtMostFiftyFunctions() {
    for (int i = 0; i < 51; i++) {
      lambda.created("f" + i);
    }

    assertThat(list(r -> r.maxItems(10_000), null).functions()).hasSize(50);
    assertThat(list(_ -> {}, null).functions()).hasSize(50);
  }

  @Test
  void listOmitsStates() {
    lambda.created("hello");

    FunctionConfiguration listed = list(_ -> {}, null).functions().getFirst();

    assertThat(listed.stateAsString()).isNull();
    assertThat(listed.lastUpdateStatusAsString()).isNull();
    assertThat(listed.runtimeVersionConfig()).isNull();
    assertThat(listed.handler()).isEqualTo("index.handler");
  }

  @Test
  void listOfAllVersionsQualifiesTheArn() {
    lambda.created("hello");

    assertThat(list(r -> r.functionVersion("ALL"), null).functions().getFirst().functionArn())
        .isEqualTo(ARN + "hello:$LATEST");
  }

  @Test
  void functionHasNoCodeSigningConfiguration() {
    lambda.created("hello");

    GetFunctionCodeSigningConfigResponse answer =
        lambda.call(
            "GetFunctionCodeSigningConfig",
            GetFunctionCodeSigningConfigRequest.builder().functionName("hello").build(),
            GetFunctionCodeSigningConfigResponse.class);

    assertThat(answer.functionName()).isEqualTo("hello");
    assertThat(answer.codeSigningConfigArn()).isNull();
  }

  @Test
  void onlyVersionIsLatest() {
    lambda.created("hello");

    List<FunctionConfiguration> versions =
        lambda
            .call(
                "ListVersionsByFunction",
                ListVersionsByFunctionRequest.builder().functionName("hello").build(),
                ListVersionsByFunctionResponse.class)
            .versions();

    assertThat(versions).hasSize(1);
    assertThat(versions.getFirst().version()).isEqualTo("$LATEST");
    assertThat(versions.getFirst().functionArn()).isEqualTo(ARN + "hello:$LATEST");
  }

  @Test
  void versionsOfAnUnknownFunctionAreNotFound() {
    AwsException error =
        lambda.refused(
            "ListVersionsByFunction",
            ListVersionsByFunctionRequest.builder().functionName("nobody").build());

    assertThat(error.text()).isEqualTo("Function not found: " + ARN + "nobody");
  }

  @Test
  void unknownMarkerIsRefused() {
    AwsException error =
        lambda.refused("ListFunctions", ListFunctionsRequest.builder().marker("%").build());

    assertThat(error.code()).isEqualTo("InvalidParameterValueException");
  }

  @Test
  void deletedFunctionIsNotFoundAndIsWithdrawn() {
    lambda.created("hello");

    DeleteFunctionResponse answer =
        lambda.call(
            "DeleteFunction",
            DeleteFunctionRequest.builder().functionName("hello").build(),
            DeleteFunctionResponse.class);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(lambda.withdrawn).containsExactly("hello");
    assertThat(lambda.refused("DeleteFunction", delete("hello", null)).text())
        .isEqualTo("Function not found: " + ARN + "hello");
  }

  @Test
  void onlyUnqualifiedFunctionsCanBeDeleted() {
    lambda.created("hello");

    assertThat(lambda.refused("DeleteFunction", delete("hello", "$LATEST")).text())
        .isEqualTo("$LATEST version cannot be deleted without deleting the function.");
    assertThat(lambda.refused("DeleteFunction", delete("hello", "prod")).text())
        .isEqualTo("Deletion of aliases is not currently supported.");
    assertThat(lambda.refused("DeleteFunction", delete("hello", "7")).text())
        .isEqualTo("Function not found: " + ARN + "hello:7");
    assertThat(lambda.withdrawn).isEmpty();
  }

  @Test
  void unknownOperationIsNotImplemented() {
    AwsException error =
        lambda.refused("ListAliases", ListAliasesRequest.builder().functionName("x").build());

    assertThat(error.status()).isEqualTo(501);
    assertThat(error.text()).contains("ListAliases", "lambda");
  }

  private ListFunctionsResponse list(
      Consumer<ListFunctionsRequest.Builder> change, @Nullable String marker) {
    ListFunctionsRequest.Builder request = ListFunctionsRequest.builder().marker(marker);
    change.accept(request);
    return lambda.call("ListFunctions", request.build(), ListFunctionsResponse.class);
  }

  private static Consumer<CreateFunctionRequest.Builder> image(String uri) {
    return r ->
        r.runtime((String) null)
            .handler(null)
            .packageType("Image")
            .code(code -> code.imageUri(uri));
  }

  private static GetFunctionRequest get(String name, String qualifier) {
    return GetFunctionRequest.builder().functionName(name).qualifier(qualifier).build();
  }

  private static DeleteFunctionRequest delete(String name, @Nullable String qualifier) {
    return DeleteFunctionRequest.builder().functionName(name).qualifier(qualifier).build();
  }

  private static FunctionConfiguration configurationOf(CreateFunctionResponse response) {
    return Shapes.as(response, FunctionConfiguration::builder).build();
  }
}
