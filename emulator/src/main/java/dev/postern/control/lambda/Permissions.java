package dev.postern.control.lambda;

import dev.postern.aws.Caller;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.state.FunctionPolicyDocument;
import dev.postern.control.state.FunctionState;
import dev.postern.control.state.FunctionState.Permission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/**
 * Operations on the resource policy of a function: AddPermission, RemovePermission, GetPolicy.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">
 *     AddPermission</a>
 */
final class Permissions {
  private static final int MAX_POLICY_BYTES = 20_480;

  private final FunctionStates states;
  private final Configurations configurations;

  Permissions(FunctionStates states, Configurations configurations) {
    this.states = states;
    this.configurations = configurations;
  }

  AddPermissionResponse addPermission(Caller caller, AddPermissionRequest request) {
    if (request.functionUrlAuthTypeAsString() != null || request.invokedViaFunctionUrl() != null) {
      throw LambdaErrors.notImplemented("function URLs");
    }
    if (FunctionReference.namesLatest(request.functionName(), request.qualifier())) {
      throw LambdaErrors.policyForLatest();
    }
    String name = nameOf(caller, "AddPermission", request.functionName(), request.qualifier());
    if (!Principals.isValid(request.principal())) {
      throw LambdaErrors.principalInvalid();
    }
    Permission permission = permissionOf(request);
    FunctionState changed =
        states.update(caller, name, state -> with(state, permission, request.revisionId()));
    return AddPermissionResponse.builder()
        .statement(FunctionPolicyDocument.statement(changed, permission))
        .build();
  }

  private static Permission permissionOf(AddPermissionRequest request) {
    return new Permission(
        null,
        request.statementId(),
        request.action(),
        request.principal(),
        request.sourceArn(),
        request.sourceAccount(),
        request.eventSourceToken(),
        request.principalOrgID());
  }

  private FunctionState with(
      FunctionState state, Permission permission, @Nullable String revision) {
    if (state.permission(permission.statementId()).isPresent()) {
      throw LambdaErrors.statementAlreadyExists(permission.statementId());
    }
    requireRevision(state, revision);
    List<Permission> policy = new ArrayList<>(state.policy());
    policy.add(permission);
    FunctionState changed = revised(state, policy);
    int bytes = FunctionPolicyDocument.of(changed).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_POLICY_BYTES) {
      throw LambdaErrors.policyTooLong(bytes, MAX_POLICY_BYTES);
    }
    return changed;
  }

  RemovePermissionResponse removePermission(Caller caller, RemovePermissionRequest request) {
    String name = nameOf(caller, "RemovePermission", request.functionName(), request.qualifier());
    states.update(
        caller, name, state -> without(state, request.statementId(), request.revisionId()));
    return RemovePermissionResponse.builder().build();
  }

  private FunctionState without(
      FunctionState state, String statementId, @Nullable String revision) {
    if (state.policy().isEmpty()) {
      throw LambdaErrors.noPolicyAssociated();
    }
    Permission removed =
        state
            .permission(statementId)
            .orElseThrow(() -> LambdaErrors.statementNotFound(statementId));
    requireRevision(state, revision);
    return revised(state, state.policy().stream().filter(p -> !p.equals(removed)).toList());
  }

  GetPolicyResponse getPolicy(Caller caller, GetPolicyRequest request) {
    String name = nameOf(caller, "GetPolicy", request.functionName(), request.qualifier());
    FunctionState state = states.get(caller, name);
    if (state.policy().isEmpty()) {
      throw LambdaErrors.resourceNotFound();
    }
    return GetPolicyResponse.builder()
        .policy(FunctionPolicyDocument.of(state))
        .revisionId(state.configuration().revisionId())
        .build();
  }

  private FunctionState revised(FunctionState state, List<Permission> policy) {
    return state.withPolicy(policy).withConfiguration(configurations.revise(state.configuration()));
  }

  private static void requireRevision(FunctionState state, @Nullable String expected) {
    if (expected != null && !expected.equals(state.configuration().revisionId())) {
      throw LambdaErrors.revisionDiffers("GetPolicy");
    }
  }

  private String nameOf(
      Caller caller, String operation, String functionName, @Nullable String qualifier) {
    FunctionReference function =
        FunctionReference.parse(caller, operation, functionName, qualifier);
    states.get(caller, function.name());
    function.requireLatest();
    return function.name();
  }
}
