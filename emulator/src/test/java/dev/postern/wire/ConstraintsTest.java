package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.aws.SecurityPolicies;
import dev.postern.aws.error.AwsException;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Tables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDocumentationPartRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

class ConstraintsTest {
  private static final String ONE = "1 validation error detected: ";
  private static final String FAILED = " failed to satisfy constraint: ";

  private final Operations operations = Operations.load();
  private final Constraints constraints = new Constraints();

  private static PutIntegrationRequest.Builder integration() {
    return PutIntegrationRequest.builder()
        .restApiId("a1")
        .resourceId("r1")
        .httpMethod("GET")
        .type("MOCK");
  }

  private static CreateFunctionRequest.Builder function() {
    return CreateFunctionRequest.builder()
        .functionName("f")
        .role("arn:aws:iam::000000000000:role/r")
        .handler("index.handler")
        .runtime("nodejs22.x")
        .code(FunctionCode.builder().zipFile(SdkBytes.fromUtf8String("x")).build());
  }

  @Test
  void aRequestWithinItsConstraintsPasses() {
    assertThatCode(() -> check("apigateway", "PutIntegration", integration().build()))
        .doesNotThrowAnyException();
    assertThatCode(() -> check("lambda", "CreateFunction", function().build()))
        .doesNotThrowAnyException();
  }

  @Test
  void anEnumIsPrintedInAwsOrder() {
    assertThat(text("apigateway", "PutIntegration", integration().type("HTTPS_PROXY").build()))
        .isEqualTo(
            ONE
                + "Value 'HTTPS_PROXY' at 'putIntegrationInput.type'"
                + FAILED
                + "Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]");
  }

  @Test
  void aMemberOfThePathIsNamedWithoutItsInput() {
    PutMethodResponseRequest request =
        PutMethodResponseRequest.builder()
            .restApiId("a1")
            .resourceId("r1")
            .httpMethod("GET")
            .statusCode("wrong")
            .build();

    assertThat(text("apigateway", "PutMethodResponse", request))
        .isEqualTo(
            ONE
                + "Value 'wrong' at 'statusCode'"
                + FAILED
                + "Member must satisfy regular expression pattern: [1-5]\\d\\d");
  }

  @Test
  void gatewayResponseTypesArePrintedInAwsOrder() {
    PutGatewayResponseRequest request =
        PutGatewayResponseRequest.builder().restApiId("a1").responseType("MOON").build();

    assertThat(text("apigateway", "PutGatewayResponse", request))
        .isEqualTo(
            ONE
                + "Value 'MOON' at 'responseType'"
                + FAILED
                + "Member must satisfy enum value set: [REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, "
                + "AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY, "
                + "INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, "
                + "UNAUTHORIZED, INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, "
                + "WAF_FILTERED, QUOTA_EXCEEDED, THROTTLED, API_CONFIGURATION_ERROR, "
                + "UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE, EXPIRED_TOKEN]");
  }

  @Test
  void documentationPartTypesArePrintedInAwsOrder() {
    CreateDocumentationPartRequest request =
        CreateDocumentationPartRequest.builder()
            .restApiId("a1")
            .properties("{}")
            .location(location -> location.type("MOON"))
            .build();

    assertThat(text("apigateway", "CreateDocumentationPart", request))
        .isEqualTo(
            ONE
                + "Value 'MOON' at 'createDocumentationPartInput.location.type'"
                + FAILED
                + "Member must satisfy enum value set: [RESPONSE_BODY, RESPONSE, METHOD, MODEL, "
                + "AUTHORIZER, RESPONSE_HEADER, RESOURCE, PATH_PARAMETER, REQUEST_BODY, "
                + "QUERY_PARAMETER, API, REQUEST_HEADER]");
  }

  @Test
  void severalFailuresAreCountedAndElementsNumberedFromOne() {
    UpdateRestApiRequest request =
        UpdateRestApiRequest.builder()
            .restApiId("a1")
            .patchOperations(
                PatchOperation.builder().op("x").build(),
                PatchOperation.builder().op("add").build(),
                PatchOperation.builder().op("y%s").build())
            .build();
    String set = "Member must satisfy enum value set: [add, remove, move, test, replace, copy]";

    assertThat(text("apigateway", "UpdateRestApi", request))
        .isEqualTo(
            "2 validation errors detected: "
                + "Value 'x' at 'updateRestApiInput.patchOperations.1.member.op'"
                + FAILED
                + set
                + "; Value 'y%s' at 'updateRestApiInput.patchOperations.3.member.op'"
                + FAILED
                + set);
  }

  @Test
  void membersOfTheBodyAreNamedBeforeThoseOfThePath() {
    SdkPojo request =
        PutIntegrationResponseRequest.builder()
            .restApiId("a1")
            .resourceId("r")
            .httpMethod("GET")
            .statusCode("wrong")
            .contentHandling("x")
            .build();

    assertThat(text("apigateway", "PutIntegrationResponse", request))
        .startsWith(
            "2 validation errors detected: "
                + "Value 'x' at 'putIntegrationResponseInput.contentHandling'")
        .contains("; Value 'wrong' at 'statusCode'");
  }

  @Test
  void securityPoliciesOfPatchesAndImportsAreThoseOfTheModel() {
    Set<String> modelled =
        Tables.rows("constraints.tsv").stream()
            .filter(row -> row[1].equals("CreateDomainNameRequest"))
            .filter(row -> row[2].equals("securityPolicy"))
            .flatMap(
                row -> Constraint.parse(List.of(row).subList(3, row.length)).self().set().stream())
            .collect(Collectors.toSet());

    assertThat(SecurityPolicies.NAMES).isEqualTo(modelled);
  }

  @Test
  void aListOfTextsIsNamedAsAWhole() {
    CreateRestApiRequest request =
        CreateRestApiRequest.builder()
            .name("pets")
            .endpointConfiguration(
                e -> e.typesWithStrings(List.of("wrong")).ipAddressType("ipv5").build())
            .build();

    assertThat(text("apigateway", "CreateRestApi", request))
        .contains(
            "Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types'"
                + FAILED
                + "Member must satisfy constraint: "
                + "[Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]")
        .contains(
            "ipAddressType'" + FAILED + "Member must satisfy enum value set: [ipv4, dualstack]");
  }

  @Test
  void aMissingMemberIsNull() {
    CreateAuthorizerRequest request =
        CreateAuthorizerRequest.builder().restApiId("a1").type("TOKEN").build();

    assertThat(text("apigateway", "CreateAuthorizer", request))
        .isEqualTo(
            ONE
                + "Value null at 'createAuthorizerInput.name'"
                + FAILED
                + "Member must not be null");
  }

  @Test
  void lambdaNamesMembersPlainlyAndInLowerCamelCase() {
    CreateFunctionRequest request =
        function()
            .functionName("a b")
            .role(null)
            .kmsKeyArn("\"key\"")
            .timeout(0)
            .memorySize(40000)
            .build();

    assertThat(text("lambda", "CreateFunction", request))
        .startsWith("5 validation errors detected: ")
        .contains(
            "Value 'a b' at 'functionName'" + FAILED + "Member must satisfy regular expression")
        .contains("Value null at 'role'" + FAILED + "Member must not be null")
        .contains("Value '\"key\"' at 'kMSKeyArn'")
        .contains(
            "Value '0' at 'timeout'" + FAILED + "Member must have value greater than or equal to 1")
        .contains(
            "Value '40000' at 'memorySize'"
                + FAILED
                + "Member must have value less than or equal to ");
  }

  @Test
  void lengthsAreThoseOfTexts() {
    CreateFunctionRequest request = function().description("x".repeat(257)).build();

    assertThat(text("lambda", "CreateFunction", request))
        .endsWith(
            "at 'description'" + FAILED + "Member must have length less than or equal to 256");
  }

  @Test
  void lambdaPrintsEveryRuleOfAListsElements() {
    CreateFunctionRequest request = function().layers("").build();

    assertThat(text("lambda", "CreateFunction", request))
        .startsWith(
            ONE
                + "Value '[]' at 'layers'"
                + FAILED
                + "Member must satisfy constraint: [Member must have length less than or equal to "
                + "140, Member must have length greater than or equal to 1, "
                + "Member must satisfy regular expression pattern: ")
        .endsWith(", Member must not be null]");
  }

  @Test
  void valuesOfEnvironmentVariablesAreNotShown() {
    CreateFunctionRequest request =
        function()
            .environment(Environment.builder().variables(Map.of("1", "hush")).build())
            .build();

    assertThat(text("lambda", "CreateFunction", request))
        .isEqualTo(
            ONE
                + "Value at 'environment.variables'"
                + FAILED
                + "Map keys must satisfy constraint: [Member must satisfy regular expression "
                + "pattern: [a-zA-Z]([a-zA-Z0-9_])+]");
  }

  @Test
  void anUnknownRuntimeIsRefusedInLambdasOwnWords() {
    UpdateFunctionConfigurationRequest request =
        UpdateFunctionConfigurationRequest.builder().functionName("f").runtime("cobol85").build();

    AwsException error = failure("lambda", "UpdateFunctionConfiguration", request);

    assertThat(error.code()).isEqualTo("InvalidParameterValueException");
    assertThat(error)
        .hasMessageStartingWith(
            "Value cobol85 at 'runtime' failed to satisfy constraint: "
                + "Member must satisfy enum value set: [nodejs")
        .hasMessageEndingWith("] or be a valid ARN");
  }

  @Test
  void constraintsApplyToInvocations() {
    assertThat(
            text(
                "lambda",
                "Invoke",
                InvokeRequest.builder().functionName("f").invocationType("Now").build()))
        .isEqualTo(
            ONE
                + "Value 'Now' at 'invocationType'"
                + FAILED
                + "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
  }

  @Test
  void restApisAndLambdaAnswerValidationExceptionAndHttpApisBadRequest() {
    AwsException rest = failure("apigateway", "PutIntegration", integration().type("x").build());
    AwsException lambda = failure("lambda", "CreateFunction", function().role("x").build());
    AwsException v2 =
        failure("apigatewayv2", "CreateApi", CreateApiRequest.builder().name("n").build());

    assertThat(List.of(rest, lambda, v2)).extracting(AwsException::status).containsOnly(400);
    assertThat(List.of(rest, lambda, v2))
        .extracting(AwsException::code)
        .containsExactly("ValidationException", "ValidationException", "BadRequestException");
    assertThat(v2)
        .hasMessage(
            ONE
                + "Value null at 'createApiInput.protocolType'"
                + FAILED
                + "Member must not be null");
  }

  @Test
  void numbersOfHttpApisHaveBounds() {
    CreateIntegrationRequest request =
        CreateIntegrationRequest.builder()
            .apiId("a1")
            .integrationType("AWS_PROXY")
            .timeoutInMillis(49)
            .build();

    assertThat(text("apigatewayv2", "CreateIntegration", request))
        .isEqualTo(
            ONE
                + "Value '49' at 'createIntegrationInput.timeoutInMillis'"
                + FAILED
                + "Member must have value greater than or equal to 50");
  }

  @Test
  void constraintsDoNotApplyToMessagesToConnections() {
    PostToConnectionRequest tooLong =
        PostToConnectionRequest.builder()
            .connectionId("c")
            .data(SdkBytes.fromByteArray(new byte[200_000]))
            .build();

    assertThatCode(() -> check("apigatewaymanagementapi", "PostToConnection", tooLong))
        .doesNotThrowAnyException();
  }

  private void check(String service, String operation, SdkPojo request) {
    constraints.accept(operations.get(service, operation), request);
  }

  private AwsException failure(String service, String operation, SdkPojo request) {
    return catchThrowableOfType(AwsException.class, () -> check(service, operation, request));
  }

  private String text(String service, String operation, SdkPojo request) {
    return failure(service, operation, request).text();
  }
}
