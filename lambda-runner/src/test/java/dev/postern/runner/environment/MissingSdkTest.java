package dev.postern.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.TestFunction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingSdkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nodejs22.x | Error: Cannot find module '@aws-sdk/client-s3'     | npm install @aws-sdk/client-s3
          nodejs18.x | Cannot find module '@aws-sdk/lib-dynamodb/dist-cjs/x' | npm install @aws-sdk/lib-dynamodb
          nodejs24.x | Cannot find package '@aws-sdk/client-sqs' imported from /var/task/index.mjs | npm install @aws-sdk/client-sqs
          nodejs22.x | Cannot find package '@smithy/types' imported from /a.mjs | npm install @smithy/types
          nodejs16.x | Error: Cannot find module 'aws-sdk'                | npm install aws-sdk
          nodejs16.x | Error: Cannot find module 'aws-sdk/clients/s3'     | npm install aws-sdk
          python3.13 | Unable to import module 'app': No module named 'boto3' | pip install -t . boto3
          python3.9  | No module named 'botocore.exceptions'              | pip install -t . botocore
          """)
  void messageSaysWhatToInstall(String runtime, String message, String advice) throws Exception {
    String explained = message(runtime, message);

    assertThat(explained)
        .startsWith(message + "\nAWS's ")
        .contains("(" + advice + ")", "POSTERN_LAMBDA_ENGINE=docker");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nodejs22.x      | Error: Cannot find module 'express'
          nodejs22.x      | Error: Cannot find module 'aws-sdk'
          nodejs16.x      | Error: Cannot find module '@aws-sdk/client-s3'
          nodejs22.x      | Error: Cannot find module './@aws-sdk/client-s3'
          nodejs22.x      | No module named 'boto3'
          python3.13      | No module named 'boto3_stubs'
          python3.13      | Cannot find module '@aws-sdk/client-s3'
          provided.al2023 | No module named 'boto3'
          """)
  void messageOfWhatAwsLacksTooIsUnchanged(String runtime, String message) throws Exception {
    assertThat(message(runtime, message)).isEqualTo(message);
  }

  @Test
  void restOfTheErrorIsUnchanged() throws Exception {
    ObjectNode error = JSON.createObjectNode();
    error.put("errorType", "Runtime.ImportModuleError");
    error.put("errorMessage", "Error: Cannot find module '@aws-sdk/client-s3'\n\"quoted\" \\ end");
    error.putArray("trace").add("Error: Cannot find module '@aws-sdk/client-s3'");

    byte[] explained = MissingSdk.explained(function("nodejs22.x"), JSON.writeValueAsBytes(error));

    ObjectNode read = (ObjectNode) JSON.readTree(explained);
    assertThat(read.path("errorMessage").asText())
        .startsWith(error.path("errorMessage").asText() + "\nAWS's Node.js runtimes contain");
    read.remove("errorMessage");
    error.remove("errorMessage");
    assertThat(read).isEqualTo(error);
  }

  @Test
  void errorThatIsNoJsonIsUnchanged() {
    byte[] error =
        "\"errorMessage\" Cannot find module '@aws-sdk/client-s3'".getBytes(StandardCharsets.UTF_8);

    assertThat(MissingSdk.explained(function("nodejs22.x"), error)).isSameAs(error);
  }

  private static String message(String runtime, String message) throws Exception {
    byte[] error = JSON.writeValueAsBytes(Map.of("errorMessage", message));
    return JSON.readTree(MissingSdk.explained(function(runtime), error))
        .path("errorMessage")
        .asText();
  }

  private static FunctionSpec function(String runtime) {
    return TestFunction.named("f", runtime, "index.handler").spec();
  }
}
