package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.aws.error.AwsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "hello, hello,",
    "hello:prod, hello, prod",
    "hello:7, hello, 7",
    "hello:$LATEST, hello,",
    "function:hello, hello,",
    "000000000000:hello, hello,",
    "000000000000:function:hello, hello,",
    "000000000000:function:hello:prod, hello, prod",
    "arn:aws:lambda:us-east-1:000000000000:function:hello, hello,",
    "arn:aws:lambda:us-east-1:000000000000:function:hello:prod, hello, prod",
    "us-east-1:000000000000:function:hello, hello,",
  })
  void everySyntaxNamesTheSameFunction(String text, String name, @Nullable String qualifier) {
    FunctionReference reference = FunctionReference.parse(CALLER, "GetFunction", text);

    assertThat(reference.name()).isEqualTo(name);
    assertThat(reference.qualifier()).isEqualTo(qualifier);
    assertThat(reference.arn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:" + name);
  }

  @Test
  void qualifierOfTheRequestIsUsed() {
    assertThat(parse("hello", "prod").qualifier()).isEqualTo("prod");
    assertThat(parse("hello:prod", "prod").qualifier()).isEqualTo("prod");
    assertThat(parse("hello", "$LATEST").qualifier()).isNull();
  }

  @Test
  void twoQualifiersMustBeEqual() {
    AwsException error = refused("hello:prod", "test");

    assertThat(error.code()).isEqualTo("InvalidParameterValueException");
    assertThat(error.text())
        .isEqualTo(
            "The derived qualifier from the function name does not match the specified"
                + " qualifier.");
  }

  @Test
  void otherRegionIsRefused() {
    AwsException error = refused("arn:aws:lambda:eu-west-1:000000000000:function:hello", null);

    assertThat(error.status()).isEqualTo(404);
    assertThat(error.text())
        .isEqualTo("Functions from 'eu-west-1' are not reachable in this region ('us-east-1')");
  }

  @Test
  void otherAccountIsDenied() {
    AwsException error = refused("123456789012:function:hello", null);

    assertThat(error.status()).isEqualTo(403);
    assertThat(error.code()).isEqualTo("AccessDeniedException");
    assertThat(error.text())
        .isEqualTo(
            "User: arn:aws:iam::000000000000:root is not authorized to perform:"
                + " lambda:InvokeFunction on resource:"
                + " arn:aws:lambda:us-east-1:123456789012:function:hello because no resource-based"
                + " policy allows the lambda:InvokeFunction action");
  }

  @Test
  void invalidFunctionNameIsAValidationError() {
    assertThat(refused("no name", null).code()).isEqualTo("ValidationException");
  }

  private static FunctionReference parse(String text, @Nullable String qualifier) {
    return FunctionReference.parse(CALLER, "Invoke", text, qualifier);
  }

  private static AwsException refused(String text, @Nullable String qualifier) {
    return catchThrowableOfType(AwsException.class, () -> parse(text, qualifier));
  }
}
