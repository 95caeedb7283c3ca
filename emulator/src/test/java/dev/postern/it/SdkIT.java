package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.postern.app.PosternExtension;
import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.Program;
import dev.postern.testing.TestApi;
import dev.postern.testing.Zips;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.GetSdkResponse;
import software.amazon.awssdk.services.apigateway.model.GetSdkTypesResponse;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.SdkConfigurationProperty;
import software.amazon.awssdk.services.apigateway.model.SdkType;

/** Tests SDK types and generated SDKs with AWS's own client. */
@ExtendWith(PosternExtension.class)
class SdkIT {
  private final Running postern;
  private final ApiGatewayClient rest;

  SdkIT(Running postern) {
    this.postern = postern;
    this.rest = postern.clients().rest();
  }

  /** Returns an API that is deployed to {@code dev}. */
  private TestApi api() {
    TestApi api =
        TestApi.create(rest, postern.http(), r -> r.name("Simple calc"))
            .mock("GET", "/", "x")
            .mock("GET", "/{a}/{b}/{op}", "x");
    rest.createModel(r ->
        r.restApiId(api.id())
            .name("Result")
            .contentType("application/json")
            .schema(
                """
                {"$schema": "http://json-schema.org/draft-04/schema#", "type": "object",
                 "properties": {"value": {"type": ["number", "null"]},
                                "outside": {"$ref": "https://example.com/schema.json"}}}
                """));
    String calculate = api.resource("/{a}/{b}/{op}");
    rest.updateMethodResponse(r ->
        r.restApiId(api.id())
            .resourceId(calculate)
            .httpMethod("GET")
            .statusCode("200")
            .patchOperations(
                PatchOperation.builder()
                    .op(Op.ADD)
                    .path("/responseModels/application~1json")
                    .value("Result")
                    .build()));
    api.deploy("dev");
    return api;
  }

  private GetSdkResponse sdk(TestApi api, String type, Map<String, String> parameters) {
    return rest.getSdk(
        r -> r.restApiId(api.id()).stageName("dev").sdkType(type).parameters(parameters));
  }

  private List<String> files(String type, Map<String, String> parameters) {
    return Zips.names(sdk(api(), type, parameters).body().asByteArray());
  }

  @Test
  void typesAreListedInPages() {
    GetSdkTypesResponse all = rest.getSdkTypes(r -> {});
    GetSdkTypesResponse first = rest.getSdkTypes(r -> r.limit(4));
    GetSdkTypesResponse second = rest.getSdkTypes(r -> r.limit(4).position(first.position()));

    assertThat(all.items())
        .extracting(SdkType::id)
        .containsExactly("android", "java", "javascript", "objectivec", "ruby", "swift");
    assertThat(all.position()).isNull();
    assertThat(second.items()).extracting(SdkType::id).containsExactly("ruby", "swift");
    assertThat(second.position()).isNull();
  }

  @Test
  void typeListsItsParameters() {
    List<SdkConfigurationProperty> android =
        rest.getSdkType(r -> r.id("android")).configurationProperties();

    assertThat(android)
        .extracting(SdkConfigurationProperty::name)
        .containsExactly("groupId", "invokerPackage", "artifactId", "artifactVersion");
    assertThat(android).allMatch(SdkConfigurationProperty::required);
    assertThat(rest.getSdkType(r -> r.id("javascript")).configurationProperties()).isEmpty();
    assertThatThrownBy(() -> rest.getSdkType(r -> r.id("cobol")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void responseIsAZipAttachment() {
    GetSdkResponse sdk = sdk(api(), "javascript", Map.of());

    assertThat(sdk.contentType()).isEqualTo("application/octet-stream");
    assertThat(sdk.contentDisposition())
        .matches("attachment; filename=\"javascript_\\d{4}-\\d\\d-\\d\\d_\\d\\d-\\d\\dZ\\.zip\"");
  }

  @Test
  void unknownApiStageAndTypeAreRefused() {
    TestApi api = api();

    assertThatThrownBy(
            () -> rest.getSdk(r -> r.restApiId("nope").stageName("dev").sdkType("javascript")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid API identifier specified");
    assertThatThrownBy(
            () -> rest.getSdk(r -> r.restApiId(api.id()).stageName("prod").sdkType("javascript")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Invalid stage identifier specified");
    assertThatThrownBy(() -> sdk(api, "cobol", Map.of()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Invalid SDK type specified: cobol");
  }

  @Test
  void missingAndHarmfulParametersAreRefused() {
    TestApi api = api();

    assertThatThrownBy(() -> sdk(api, "java", Map.of("service.name", "Calc")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Missing required SDK parameters: [javaPackageName]");
    assertThatThrownBy(() -> sdk(api, "android", Map.of("groupId", " ")))
        .hasMessageContaining("[groupId, invokerPackage, artifactId, artifactVersion]");
    assertThatThrownBy(() -> sdk(api, "swift", Map.of())).hasMessageContaining("[classPrefix]");
    assertThatThrownBy(() -> sdk(api, "objectivec", Map.of("classPrefix", "../../etc")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("Invalid value for SDK parameter 'classPrefix'");
    assertThatThrownBy(
            () -> sdk(api, "ruby", Map.of("serviceName", "Calc", "ruby.gem-name", "../x")))
        .hasMessageContaining("Invalid value for SDK parameter 'rubyGemName'");
  }

  @Test
  void androidSdkIsAMavenProject() {
    TestApi api = api();

    Map<String, byte[]> files =
        Zips.files(
            sdk(
                    api,
                    "android",
                    Map.of(
                        "groupId", "com.mycompany",
                        "invokerPackage", "com.mycompany.clientsdk",
                        "artifactId", "calc-sdk",
                        "artifactVersion", "1.2.3"))
                .body()
                .asByteArray());

    assertThat(files)
        .containsKeys(
            "generated-code/README.md",
            "generated-code/src/main/java/com/mycompany/clientsdk/SimpleCalcClient.java",
            "generated-code/src/main/java/com/mycompany/clientsdk/model/Result.java");
    assertThat(text(files, "generated-code/pom.xml"))
        .contains("<groupId>com.mycompany</groupId>", "calc-sdk", "<version>1.2.3</version>");
    assertThat(
            text(
                files,
                "generated-code/src/main/java/com/mycompany/clientsdk/SimpleCalcClient.java"))
        .contains(
            "void getApiRoot (",
            "void getABOp (",
            postern.endpoint() + "/_aws/execute-api/" + api.id() + "/dev");
  }

  @Test
  void rubySdkIsAGem() {
    Map<String, byte[]> files =
        Zips.files(sdk(api(), "ruby", Map.of("service.name", "SimpleCalc")).body().asByteArray());

    assertThat(files)
        .containsKeys(
            "simplecalc-sdk/simplecalc-sdk.gemspec",
            "simplecalc-sdk/lib/simplecalc-sdk.rb",
            "simplecalc-sdk/lib/simplecalc-sdk/models/result.rb");
    assertThat(text(files, "simplecalc-sdk/lib/simplecalc-sdk/version.rb"))
        .contains("module SimpleCalc", "'1.0.0'");
    assertThat(String.join("\n", files.values().stream().map(SdkIT::text).toList()))
        .contains("class Client", "def get_api_root(", "def get_abop(");
  }

  @Test
  void rubySdkIsValidRuby(@TempDir Path folder) {
    Program ruby = new Program("ruby");
    assumeThat(ruby.isThere()).as("ruby on the PATH").isTrue();
    byte[] zip = sdk(api(), "ruby", Map.of("service.name", "Calc")).body().asByteArray();
    Zips.unpack(zip, folder);

    for (String name : Zips.names(zip)) {
      if (name.endsWith(".rb") || name.endsWith(".gemspec")) {
        assertThat(ruby.run(folder, List.of("-c", name))).as(name).isEqualTo("Syntax OK");
      }
    }
  }

  @Test
  void iosSdksHaveClientAndModels() {
    List<String> objectiveC = files("objectivec", Map.of("classPrefix", "SIMPLE_CALC"));
    List<String> swift = files("swift", Map.of("classPrefix", "CALC"));

    assertThat(objectiveC)
        .contains("generated-code/README.md")
        .anyMatch(name -> name.endsWith("/SIMPLE_CALCSimpleCalcApi.h"))
        .anyMatch(name -> name.endsWith("/SIMPLE_CALCResult.m"));
    assertThat(swift)
        .contains("generated-code/Package.swift", "generated-code/README.md")
        .anyMatch(name -> name.endsWith("/CALCSimpleCalcAPI.swift"))
        .anyMatch(name -> name.endsWith("/CALCResult.swift"));
  }

  private static String text(Map<String, byte[]> files, String name) {
    return text(Objects.requireNonNull(files.get(name), name));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
