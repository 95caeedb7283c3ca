package dev.postern.deploy;

import dev.postern.auth.InvokePolicy;
import dev.postern.control.state.FunctionPolicyDocument;
import dev.postern.control.state.FunctionState;
import dev.postern.execute.live.LiveFunction;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.FunctionSpec.CodePackage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ImageConfig;

/** Conversions of a stored function to the forms that the data plane and the runner use. */
final class FunctionSpecs {
  private FunctionSpecs() {}

  static LiveFunction live(FunctionState state) {
    return new LiveFunction(
        spec(state), InvokePolicy.parse(state.arn(), FunctionPolicyDocument.of(state)));
  }

  static FunctionSpec spec(FunctionState state) {
    FunctionConfiguration configuration = state.configuration();
    EnvironmentResponse environment = configuration.environment();
    return new FunctionSpec(
        state.arn(),
        state.name(),
        configuration.version(),
        state.sandboxRevision(),
        configuration.runtimeAsString(),
        configuration.handler() == null ? "" : configuration.handler(),
        code(state),
        environment == null ? Map.of() : environment.variables(),
        Duration.ofSeconds(configuration.timeout()),
        configuration.memorySize(),
        configuration.architecturesAsStrings().isEmpty()
            ? "x86_64"
            : configuration.architecturesAsStrings().getFirst(),
        state.owner().region().code(),
        state.owner().account().value(),
        state.reservedConcurrency());
  }

  private static CodePackage code(FunctionState state) {
    return switch (state.code()) {
      case FunctionState.Code.Zip(byte[] bytes, String sha256) ->
          new CodePackage.Zip(bytes, sha256);
      case FunctionState.Code.Image(String uri) -> image(uri, state.configuration());
    };
  }

  private static CodePackage image(String uri, FunctionConfiguration configuration) {
    ImageConfig overrides =
        configuration.imageConfigResponse() == null
            ? null
            : configuration.imageConfigResponse().imageConfig();
    if (overrides == null) {
      return new CodePackage.Image(uri, List.of(), List.of(), null);
    }
    return new CodePackage.Image(
        uri, overrides.command(), overrides.entryPoint(), overrides.workingDirectory());
  }
}
