package dev.postern.control.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.postern.aws.error.LambdaErrors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validation of the environment variables of a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Working
 *     with Lambda environment variables</a>
 */
final class Environments {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
  private static final int MAX_BYTES = 4_096;
  private static final ObjectWriter JSON = new ObjectMapper().writer();
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_DEFAULT_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_REGION",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "LAMBDA_RUNTIME_DIR",
          "LAMBDA_TASK_ROOT");

  private Environments() {}

  /**
   * Checks names and total size.
   *
   * @throws dev.postern.aws.error.AwsException with Lambda's text if a name is reserved or
   *     malformed, or the variables exceed 4 KB
   */
  static void check(Map<String, String> variables) {
    List<String> reserved =
        variables.keySet().stream().filter(RESERVED::contains).sorted().toList();
    if (!reserved.isEmpty()) {
      throw LambdaErrors.reservedEnvironment(reserved);
    }
    if (!variables.keySet().stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw LambdaErrors.environmentNameInvalid();
    }
    String json = json(variables);
    if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw LambdaErrors.environmentTooLarge(json);
    }
  }

  private static String json(Map<String, String> variables) {
    try {
      return JSON.writeValueAsString(variables);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }
}
