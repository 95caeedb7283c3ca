package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import dev.postern.control.state.FunctionState;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

class PermissionsTest {
  private static final String METHOD =
      "arn:aws:execute-api:us-east-1:000000000000:a1b2c3d4e5/*/GET/pets";

  private final LambdaFixture lambda = new LambdaFixture();

  @BeforeEach
  void aFunction() {
    lambda.created("hello");
  }

  @Test
  void statementHasTheFormatOfLambda() {
    String statement = add(r -> r.sourceArn(METHOD)).statement();

    assertThat(statement)
        .isEqualTo(
            """
            {"Sid":"gateway","Effect":"Allow",\
            "Principal":{"Service":"apigateway.amazonaws.com"},\
            "Action":"lambda:InvokeFunction",\
            "Resource":"arn:aws:lambda:us-east-1:000000000000:function:hello",\
            "Condition":{"ArnLike":{"AWS:SourceArn":\
            "arn:aws:execute-api:us-east-1:000000000000:a1b2c3d4e5/*/GET/pets"}}}\
            """);
  }

  @Test
  void policyListsStatementsInInsertionOrder() {
    add(r -> r.sourceArn(METHOD));
    add(r -> r.statementId("all").principal("*"));

    assertThat(getPolicy().policy())
        .isEqualTo(
            """
            {"Version":"2012-10-17","Id":"default","Statement":[\
            {"Sid":"gateway","Effect":"Allow",\
            "Principal":{"Service":"apigateway.amazonaws.com"},\
            "Action":"lambda:InvokeFunction",\
            "Resource":"arn:aws:lambda:us-east-1:000000000000:function:hello",\
            "Condition":{"ArnLike":{"AWS:SourceArn":\
            "arn:aws:execute-api:us-east-1:000000000000:a1b2c3d4e5/*/GET/pets"}}},\
            {"Sid":"all","Effect":"Allow","Principal":"*",\
            "Action":"lambda:InvokeFunction",\
            "Resource":"arn:aws:lambda:us-east-1:000000000000:function:hello"}]}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "123456789012, `{\"AWS\":\"arn:aws:iam::123456789012:root\"}`",
        "arn:aws:iam::123456789012:role/r, `{\"AWS\":\"arn:aws:iam::123456789012:role/r\"}`",
        "s3.amazonaws.com, `{\"Service\":\"s3.amazonaws.com\"}`",
        "*, `\"*\"`",
      })
  void principalIsWrittenByItsKind(String principal, String json) {
    assertThat(add(r -> r.principal(principal)).statement()).contains("\"Principal\":" + json);
  }

  @Test
  void conditionsAreGroupedByOperator() {
    String statement =
        add(r ->
                r.sourceArn(METHOD)
                    .sourceAccount("000000000000")
                    .eventSourceToken("token")
                    .principalOrgID("o-1234567890"))
            .statement();

    assertThat(statement)
        .endsWith(
            """
            "Condition":{"StringEquals":{"AWS:SourceAccount":"000000000000",\
            "lambda:EventSourceToken":"token","aws:PrincipalOrgID":"o-1234567890"},\
            "ArnLike":{"AWS:SourceArn":\
            "arn:aws:execute-api:us-east-1:000000000000:a1b2c3d4e5/*/GET/pets"}}}\
            """);
  }

  @Test
  void permissionIsPublishedWithoutNewSandboxes() {
    FunctionState before = lambda.published.getLast();

    add(_ -> {});

    FunctionState now = lambda.published.getLast();
    assertThat(now.policy()).hasSize(1);
    assertThat(now.sandboxRevision()).isEqualTo(before.sandboxRevision());
    assertThat(now.configuration().revisionId()).isNotEqualTo(before.configuration().revisionId());
    assertThat(getPolicy().revisionId()).isEqualTo(now.configuration().revisionId());
  }

  @Test
  void statementIdIsUnique() {
    add(_ -> {});

    AwsException error = lambda.refused("AddPermission", request(_ -> {}));

    assertThat(error.status()).isEqualTo(409);
    assertThat(error.code()).isEqualTo("ResourceConflictException");
    assertThat(error.text())
        .isEqualTo(
            "The statement id (gateway) provided already exists. Please provide a new statement id,"
                + " or remove the existing statement.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "12345", "Some.Service"})
  void invalidPrincipalIsRefused(String principal) {
    AwsException error = lambda.refused("AddPermission", request(r -> r.principal(principal)));

    assertThat(error.code()).isEqualTo("InvalidParameterValueException");
    assertThat(error.text())
        .isEqualTo("The provided principal was invalid. Please check the principal and try again.");
  }

  @Test
  void policyForLatestIsRefused() {
    String text = "We currently do not support adding policies for $LATEST.";

    assertThat(lambda.refused("AddPermission", request(r -> r.qualifier("$LATEST"))).text())
        .isEqualTo(text);
    assertThat(
            lambda.refused("AddPermission", request(r -> r.functionName("hello:$LATEST"))).text())
        .isEqualTo(text);
  }

  @Test
  void qualifierMustExist() {
    assertThat(lambda.refused("AddPermission", request(r -> r.qualifier("prod"))).text())
        .isEqualTo("Cannot find alias arn: " + ARN + "hello:prod");
    assertThat(lambda.refused("AddPermission", request(r -> r.qualifier("7"))).text())
        .isEqualTo("Function not found: " + ARN + "hello:7");
  }

  @Test
  void policyLargerThanTwentyKilobytesIsRefused() {
    AwsException error = null;
    for (int i = 0; i < 100 && error == null; i++) {
      int number = i;
      error =
          lambda.refused(
              "AddPermission", request(r -> r.statementId("s" + number).sourceArn(METHOD)));
    }

    assertThat(error).isNotNull();
    assertThat(error.code()).isEqualTo("PolicyLengthExceededException");
    assertThat(error.text())
        .matches("The final policy size \\(\\d+\\) is bigger than the limit \\(20480\\)\\.");
    assertThat(getPolicy().policy().length()).isLessThanOrEqualTo(20_480);
  }

  @Test
  void staleRevisionIsAFailedPrecondition() {
    String text =
        "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to"
            + " retrieve the latest Revision Id";
    add(_ -> {});

    assertThat(
            lambda
                .refused("AddPermission", request(r -> r.statementId("two").revisionId("stale")))
                .text())
        .isEqualTo(text);
    assertThat(
            lambda
                .refused("RemovePermission", remove(r -> r.statementId("gateway").revisionId("x")))
                .text())
        .isEqualTo(text);
  }

  @Test
  void functionUrlsAreNotSupported() {
    AwsException error =
        lambda.refused("AddPermission", request(r -> r.functionUrlAuthType("NONE")));

    assertThat(error.status()).isEqualTo(501);
  }

  @Test
  void unknownFunctionHasNoPermissions() {
    String text = "Function not found: " + ARN + "nope";

    assertThat(lambda.refused("AddPermission", request(r -> r.functionName("nope"))).text())
        .isEqualTo(text);
    assertThat(lambda.refused("RemovePermission", remove(r -> r.functionName("nope"))).text())
        .isEqualTo(text);
    assertThat(
            lambda
                .refused("GetPolicy", GetPolicyRequest.builder().functionName("nope").build())
                .text())
        .isEqualTo(text);
  }

  @Test
  void removedStatementIsNotInThePolicy() {
    add(_ -> {});
    add(r -> r.statementId("two"));

    lambda.call("RemovePermission", remove(_ -> {}), RemovePermissionResponse.class);

    assertThat(getPolicy().policy()).contains("\"Sid\":\"two\"").doesNotContain("gateway\"");
    assertThat(lambda.published.getLast().policy()).hasSize(1);
  }

  @Test
  void functionWithoutStatementsHasNoPolicy() {
    AwsException get =
        lambda.refused("GetPolicy", GetPolicyRequest.builder().functionName("hello").build());
    AwsException remove = lambda.refused("RemovePermission", remove(_ -> {}));

    assertThat(get.status()).isEqualTo(404);
    assertThat(get.text()).isEqualTo("The resource you requested does not exist.");
    assertThat(remove.status()).isEqualTo(404);
    assertThat(remove.text()).isEqualTo("No policy is associated with the given resource.");
  }

  @Test
  void unknownStatementIsNamed() {
    add(_ -> {});

    AwsException error = lambda.refused("RemovePermission", remove(r -> r.statementId("x")));

    assertThat(error.code()).isEqualTo("ResourceNotFoundException");
    assertThat(error.text()).isEqualTo("Statement x is not found in resource policy.");
  }

  private AddPermissionResponse add(Consumer<AddPermissionRequest.Builder> change) {
    return lambda.call("AddPermission", request(change), AddPermissionResponse.class);
  }

  private static AddPermissionRequest request(Consumer<AddPermissionRequest.Builder> change) {
    AddPermissionRequest.Builder request =
        AddPermissionRequest.builder()
            .functionName("hello")
            .statementId("gateway")
            .action("lambda:InvokeFunction")
            .principal("apigateway.amazonaws.com");
    change.accept(request);
    return request.build();
  }

  private static RemovePermissionRequest remove(Consumer<RemovePermissionRequest.Builder> change) {
    RemovePermissionRequest.Builder request =
        RemovePermissionRequest.builder().functionName("hello").statementId("gateway");
    change.accept(request);
    return request.build();
  }

  private GetPolicyResponse getPolicy() {
    return lambda.call(
        "GetPolicy",
        GetPolicyRequest.builder().functionName("hello").build(),
        GetPolicyResponse.class);
  }
}
