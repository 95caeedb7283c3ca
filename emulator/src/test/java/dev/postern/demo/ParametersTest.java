package dev.postern.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** Options of the CLI to members of the SDK's requests. */
class ParametersTest {
  @Test
  void anOptionIsTheMemberOfThatName() {
    PutIntegrationRequest.Builder request = PutIntegrationRequest.builder();

    fill(
        request,
        "put-integration --rest-api-id a --http-method GET --integration-http-method POST"
            + " --timeout-in-millis 50");

    assertThat(request.build())
        .isEqualTo(
            PutIntegrationRequest.builder()
                .restApiId("a")
                .httpMethod("GET")
                .integrationHttpMethod("POST")
                .timeoutInMillis(50)
                .build());
  }

  @Test
  void aFlagAndItsContraryAreBooleans() {
    PutMethodRequest.Builder required = PutMethodRequest.builder();
    PutMethodRequest.Builder not = PutMethodRequest.builder();

    fill(required, "put-method --api-key-required --rest-api-id a");
    fill(not, "put-method --no-api-key-required --rest-api-id a");

    assertThat(required.build().apiKeyRequired()).isTrue();
    assertThat(not.build().apiKeyRequired()).isFalse();
  }

  @Test
  void mapsAndListsOfStructuresAreShorthand() {
    CreateDeploymentRequest.Builder deployment = CreateDeploymentRequest.builder();
    UpdateStageRequest.Builder stage = UpdateStageRequest.builder();

    fill(deployment, "create-deployment --variables a=1,b=h:2/x");
    fill(
        stage,
        "update-stage --patch-operations op=replace,path=/description,value=x op=remove,path=/y");

    assertThat(deployment.build().variables()).isEqualTo(Map.of("a", "1", "b", "h:2/x"));
    assertThat(stage.build().patchOperations())
        .containsExactly(
            PatchOperation.builder().op(Op.REPLACE).path("/description").value("x").build(),
            PatchOperation.builder().op(Op.REMOVE).path("/y").build());
  }

  @Test
  void filesGiveTextJsonAndBytes(@TempDir Path folder) throws Exception {
    Path json = Files.writeString(folder.resolve("t.json"), "{\"application/json\": \"{}\"}");
    Path zip = Files.write(folder.resolve("f.zip"), new byte[] {0, -1, 2});
    PutIntegrationRequest.Builder integration = PutIntegrationRequest.builder();
    CreateFunctionRequest.Builder function = CreateFunctionRequest.builder();

    fill(integration, "put-integration --request-templates file://" + json);
    fill(function, "create-function --zip-file fileb://" + zip);

    assertThat(integration.build().requestTemplates()).isEqualTo(Map.of("application/json", "{}"));
    assertThat(function.build().code().zipFile().asByteArray()).containsExactly(0, -1, 2);
  }

  @Test
  void anOptionThatTheOperationLacksIsRefused() {
    assertThatThrownBy(() -> fill(PutMethodRequest.builder(), "put-method --zip-file fileb://x"))
        .isInstanceOf(WrongCommand.class)
        .hasMessage("Unknown options: --zip-file");
  }

  private static void fill(SdkPojo request, String command) {
    List<String> words = List.of(("service " + command).split(" ", -1));
    Parameters.fill(request, AwsCommand.parse(words).options());
  }
}
