package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables of a function, except those that depend on the sandbox.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Working
 *     with Lambda environment variables</a>
 */
final class FunctionVariables {
  private final Map<String, String> forEvery;

  /**
   * Creates the variables of all functions.
   *
   * @param forEvery added to each function; {@code {host}} in a value is replaced by the address of
   *     this machine
   */
  FunctionVariables(Map<String, String> forEvery) {
    this.forEvery = Map.copyOf(forEvery);
  }

  /**
   * Returns the variables of one sandbox. The user's variables take precedence over {@code
   * forEvery}, and Lambda's reserved ones over both.
   *
   * @param host address at which the sandbox reaches this machine
   */
  Map<String, String> of(FunctionSpec function, String logStream, String host) {
    Map<String, String> all = new HashMap<>();
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    all.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
    all.put("AWS_ACCESS_KEY_ID", function.accountId());
    all.put("AWS_SECRET_ACCESS_KEY", "test");
    all.put("AWS_SESSION_TOKEN", "test");
    forEvery.forEach((name, value) -> all.put(name, value.replace("{host}", host)));
    all.putAll(function.environment());
    all.put("AWS_REGION", function.region());
    all.put("AWS_DEFAULT_REGION", function.region());
    all.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    if (!function.handler().isEmpty()) {
      all.put("_HANDLER", function.handler());
    }
    if (function.runtime() != null) {
      all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    }
    return all;
  }
}
