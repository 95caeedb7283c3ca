package dev.postern.deploy.rest;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.deploy.target.Backends;
import dev.postern.deploy.target.LambdaUri;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.mapping.StageVariables;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.Integration;

/** A compiler of an integration with a Lambda function. */
record FunctionCompiler(Backends backends, Integration integration) {
  /**
   * Returns the call of the function on a stage.
   *
   * @throws GatewayException if the URI names no function
   */
  FunctionCall bind(StageBinding stage) {
    return call(
        backends,
        LambdaUri.parse(StageVariables.substitute(integration.uri(), stage.variables()))
            .orElseThrow(GatewayErrors::invalidPermissionsOnFunction),
        integration.credentials(),
        stage.variables());
  }

  /** Returns a call. A call with credentials needs no permission from the function's policy. */
  static FunctionCall call(
      Backends backends,
      LambdaUri function,
      @Nullable String credentials,
      Map<String, String> variables) {
    boolean withCredentials =
        credentials != null && !StageVariables.substitute(credentials, variables).isEmpty();
    return new FunctionCall(
        backends.directory(),
        backends.runner(),
        function.functionArn(),
        function.qualifier(),
        backends.invokePermissionChecked() && !withCredentials,
        backends.clock());
  }
}
