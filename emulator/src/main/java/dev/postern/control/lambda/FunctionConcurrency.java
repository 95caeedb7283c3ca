package dev.postern.control.lambda;

import dev.postern.aws.Caller;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.state.FunctionState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/**
 * Reserved concurrency of functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">
 *     Configuring reserved concurrency for a function</a>
 */
final class FunctionConcurrency {
  private static final int ACCOUNT_TOTAL = 1_000;
  private static final int MIN_UNRESERVED = 100;

  private final FunctionStates states;

  FunctionConcurrency(FunctionStates states) {
    this.states = states;
  }

  PutFunctionConcurrencyResponse putFunctionConcurrency(
      Caller caller, PutFunctionConcurrencyRequest request) {
    String name = nameOf(caller, "PutFunctionConcurrency", request.functionName());
    int requested = request.reservedConcurrentExecutions();
    if (requested + reservedByOthers(caller, name) > ACCOUNT_TOTAL - MIN_UNRESERVED) {
      throw LambdaErrors.tooMuchReserved();
    }
    reserve(caller, name, requested);
    return PutFunctionConcurrencyResponse.builder().reservedConcurrentExecutions(requested).build();
  }

  GetFunctionConcurrencyResponse getFunctionConcurrency(
      Caller caller, GetFunctionConcurrencyRequest request) {
    String name = nameOf(caller, "GetFunctionConcurrency", request.functionName());
    return GetFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(states.get(caller, name).reservedConcurrency())
        .build();
  }

  DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(
      Caller caller, DeleteFunctionConcurrencyRequest request) {
    reserve(caller, nameOf(caller, "DeleteFunctionConcurrency", request.functionName()), null);
    return DeleteFunctionConcurrencyResponse.builder().build();
  }

  private String nameOf(Caller caller, String operation, String functionName) {
    FunctionReference function = FunctionReference.parse(caller, operation, functionName);
    states.get(caller, function.name());
    function.requireLatest();
    return function.name();
  }

  private void reserve(Caller caller, String name, @Nullable Integer executions) {
    states.update(caller, name, state -> state.withReservedConcurrency(executions));
  }

  private long reservedByOthers(Caller caller, String name) {
    return states
        .list(caller, "")
        .filter(state -> !state.name().equals(name))
        .map(FunctionState::reservedConcurrency)
        .filter(Objects::nonNull)
        .mapToLong(Integer::longValue)
        .sum();
  }
}
