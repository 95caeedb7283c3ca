package dev.postern.control.lambda;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.error.WireErrors;
import dev.postern.control.FunctionInvoker;
import dev.postern.control.Publisher;
import dev.postern.control.state.FunctionState;
import dev.postern.sdk.EventStream;
import dev.postern.sdk.Service;
import dev.postern.store.Key;
import dev.postern.store.Store;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** The service {@code lambda}. Safe from any thread. */
public final class LambdaService implements Service {
  private final FunctionStates states;
  private final Functions functions;
  private final FunctionUpdates updates;
  private final FunctionConcurrency concurrency;
  private final FunctionTags tags;
  private final Permissions permissions;
  private final Invocations invocations;

  /**
   * Creates the service.
   *
   * @param publisher receives every change of a function
   * @param baseUrl Postern's own URL, such as {@code http://127.0.0.1:4566}; URLs of function code
   *     start with it
   */
  public LambdaService(
      Store<Key, FunctionState> functionStore,
      Publisher publisher,
      FunctionInvoker invoker,
      Ids ids,
      InstantSource clock,
      Supplier<String> baseUrl) {
    Configurations configurations = new Configurations(clock, ids);
    states = new FunctionStates(functionStore, publisher);
    functions = new Functions(states, configurations, baseUrl);
    updates = new FunctionUpdates(states, configurations);
    concurrency = new FunctionConcurrency(states);
    tags = new FunctionTags(states);
    permissions = new Permissions(states, configurations);
    invocations = new Invocations(states, invoker, ids, clock);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each case returns, instead of being a value of a switch expression. The verifier would
   * otherwise load every response class at start to check their common supertype.
   */
  @Override
  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  public SdkPojo answer(String operation, Caller caller, SdkPojo request) {
    switch (operation) {
      case "CreateFunction":
        return functions.createFunction(caller, (CreateFunctionRequest) request);
      case "GetFunction":
        return functions.getFunction(caller, (GetFunctionRequest) request);
      case "GetFunctionConfiguration":
        return functions.getFunctionConfiguration(
            caller, (GetFunctionConfigurationRequest) request);
      case "GetFunctionCodeSigningConfig":
        return functions.getFunctionCodeSigningConfig(
            caller, (GetFunctionCodeSigningConfigRequest) request);
      case "ListFunctions":
        return functions.listFunctions(caller, (ListFunctionsRequest) request);
      case "ListVersionsByFunction":
        return functions.listVersionsByFunction(caller, (ListVersionsByFunctionRequest) request);
      case "DeleteFunction":
        return functions.deleteFunction(caller, (DeleteFunctionRequest) request);

      case "UpdateFunctionCode":
        return updates.updateFunctionCode(caller, (UpdateFunctionCodeRequest) request);
      case "UpdateFunctionConfiguration":
        return updates.updateFunctionConfiguration(
            caller, (UpdateFunctionConfigurationRequest) request);

      case "AddPermission":
        return permissions.addPermission(caller, (AddPermissionRequest) request);
      case "RemovePermission":
        return permissions.removePermission(caller, (RemovePermissionRequest) request);
      case "GetPolicy":
        return permissions.getPolicy(caller, (GetPolicyRequest) request);

      case "PutFunctionConcurrency":
        return concurrency.putFunctionConcurrency(caller, (PutFunctionConcurrencyRequest) request);
      case "GetFunctionConcurrency":
        return concurrency.getFunctionConcurrency(caller, (GetFunctionConcurrencyRequest) request);
      case "DeleteFunctionConcurrency":
        return concurrency.deleteFunctionConcurrency(
            caller, (DeleteFunctionConcurrencyRequest) request);

      case "TagResource":
        return tags.tagResource(caller, (TagResourceRequest) request);
      case "UntagResource":
        return tags.untagResource(caller, (UntagResourceRequest) request);
      case "ListTags":
        return tags.listTags(caller, (ListTagsRequest) request);

      case "Invoke":
        return invocations.invoke(caller, (InvokeRequest) request);

      default:
        throw WireErrors.notImplemented("lambda", operation);
    }
  }

  @Override
  public EventStream stream(String operation, Caller caller, SdkPojo request) {
    return invocations.invokeWithResponseStream(caller, (InvokeWithResponseStreamRequest) request);
  }

  /**
   * Returns the deployment package of a function, or empty if the function is an image or unknown.
   *
   * @param function an unqualified ARN, as in the {@code Location} of GetFunction, or a name, which
   *     selects the first function with that name in any account and region
   */
  public Optional<byte[]> zipOf(String function) {
    return Arn.parse(function)
        .map(states::find)
        .orElseGet(() -> states.findAnywhere(function))
        .map(FunctionState::code)
        .filter(FunctionState.Code.Zip.class::isInstance)
        .map(code -> ((FunctionState.Code.Zip) code).bytes());
  }
}
