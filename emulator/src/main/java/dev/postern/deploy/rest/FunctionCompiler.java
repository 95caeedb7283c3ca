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

/** Binds an integration with a Lambda function. */
record FunctionCompiler(Backends backends, Integration integration) {
  /**
   * Returns how the function is called on a stage.
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

  /** Returns how a function is called; with credentials no permission of the function is needed. */
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
        backends.invokePermissionChecked() && !withCredentials);
  }
}
