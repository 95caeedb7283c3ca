package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

class FunctionConcurrencyTest {
  private final LambdaFixture lambda = new LambdaFixture();

  @BeforeEach
  void aFunction() {
    lambda.created("hello");
  }

  @Test
  void reservedConcurrencyIsReturnedAndPublished() {
    assertThat(put("hello", 5).reservedConcurrentExecutions()).isEqualTo(5);

    assertThat(get().reservedConcurrentExecutions()).isEqualTo(5);
    assertThat(lambda.got("hello").concurrency().reservedConcurrentExecutions()).isEqualTo(5);
    assertThat(lambda.published.getLast().reservedConcurrency()).isEqualTo(5);
  }

  @Test
  void zeroIsAValidReservation() {
    put("hello", 0);

    assertThat(get().reservedConcurrentExecutions()).isZero();
  }

  @Test
  void deletedReservationIsNotReturned() {
    put("hello", 5);

    lambda.call(
        "DeleteFunctionConcurrency",
        DeleteFunctionConcurrencyRequest.builder().functionName("hello").build(),
        DeleteFunctionConcurrencyResponse.class);

    assertThat(get().reservedConcurrentExecutions()).isNull();
    assertThat(lambda.got("hello").concurrency()).isNull();
  }

  @Test
  void oneHundredExecutionsRemainUnreserved() {
    lambda.created("other");
    put("other", 500);

    AwsException error = lambda.refused("PutFunctionConcurrency", putRequest("hello", 401));

    assertThat(error.code()).isEqualTo("InvalidParameterValueException");
    assertThat(error.text())
        .isEqualTo(
            "Specified ReservedConcurrentExecutions for function decreases account's"
                + " UnreservedConcurrentExecution below its minimum value of [100].");
    assertThat(put("hello", 400).reservedConcurrentExecutions()).isEqualTo(400);
    assertThat(put("hello", 399).reservedConcurrentExecutions()).isEqualTo(399);
  }

  @Test
  void unknownFunctionReservesNothing() {
    assertThat(lambda.refused("PutFunctionConcurrency", putRequest("nope", 1)).text())
        .isEqualTo("Function not found: " + ARN + "nope");
  }

  private PutFunctionConcurrencyResponse put(String name, int executions) {
    return lambda.call(
        "PutFunctionConcurrency",
        putRequest(name, executions),
        PutFunctionConcurrencyResponse.class);
  }

  private static PutFunctionConcurrencyRequest putRequest(String name, int executions) {
    return PutFunctionConcurrencyRequest.builder()
        .functionName(name)
        .reservedConcurrentExecutions(executions)
        .build();
  }

  private GetFunctionConcurrencyResponse get() {
    return lambda.call(
        "GetFunctionConcurrency",
        GetFunctionConcurrencyRequest.builder().functionName("hello").build(),
        GetFunctionConcurrencyResponse.class);
  }
}
