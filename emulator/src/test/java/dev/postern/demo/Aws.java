package dev.postern.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.testing.JdkSdkHttpClient;
import dev.postern.testing.SdkClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Runs command lines of {@code aws} with clients of the AWS SDK for Java. */
final class Aws implements AutoCloseable {
  private static final int REFUSED = 254;
  private static final int FAILED = 255;
  private static final int WRONG_USE = 252;
  private static final JsonMapper JSON = new JsonMapper();

  private final JdkSdkHttpClient http = new JdkSdkHttpClient();

  /** What the variables {@code AWS_...} say: where to, and as whom. */
  record Settings(String endpoint, String region, String accessKeyId) {}

  /**
   * What a command leaves.
   *
   * @param status the CLI's exit status for it
   */
  record Result(int status, String out, String err) {}

  /** Runs one command line, without the word {@code aws}. */
  Result run(Settings settings, List<String> arguments) {
    try {
      AwsCommand command = AwsCommand.parse(arguments);
      return new Result(0, printed(command, answer(settings, command)), "");
    } catch (WrongCommand e) {
      return new Result(WRONG_USE, "", "aws: error: " + e.getMessage() + "\n");
    } catch (AwsServiceException e) {
      String message =
          "An error occurred (%s) when calling the %s operation: %s%n"
              .formatted(
                  e.awsErrorDetails().errorCode(),
                  AwsCommand.parse(arguments).awsName(),
                  e.awsErrorDetails().errorMessage());
      return new Result(REFUSED, "", message);
    } catch (SdkException e) {
      return new Result(FAILED, "", e.getMessage() + "\n");
    }
  }

  private ObjectNode answer(Settings settings, AwsCommand command) {
    SdkClients clients =
        new SdkClients(
            URI.create(settings.endpoint()),
            settings.accessKeyId(),
            Region.of(settings.region()),
            http);
    return switch (command.service()) {
      case "apigateway" -> call(ApiGatewayClient.class, clients.rest(), command);
      case "lambda" -> call(LambdaClient.class, clients.lambda(), command);
      default -> throw new WrongCommand("invalid choice: " + command.service());
    };
  }

  private static <T> ObjectNode call(Class<T> type, T client, AwsCommand command) {
    Method operation =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(command.javaName()))
            .filter(method -> method.getParameterCount() == 1)
            .filter(method -> SdkPojo.class.isAssignableFrom(method.getParameterTypes()[0]))
            .findFirst()
            .orElseThrow(() -> new WrongCommand("invalid choice: " + command.operation()));
    try {
      Class<?> request = operation.getParameterTypes()[0];
      SdkPojo builder = (SdkPojo) request.getMethod("builder").invoke(null);
      Parameters.fill(builder, command.options());
      return Members.write((SdkPojo) operation.invoke(client, Members.build(builder)));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String printed(AwsCommand command, ObjectNode answer) {
    JsonNode wanted = command.query().map(query -> find(answer, query)).orElse(answer);
    if (wanted.isEmpty() && wanted.isObject()) {
      return "";
    }
    if (command.text()) {
      return (wanted.isMissingNode() ? "None" : wanted.asText()) + "\n";
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(wanted) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of JMESPath only the plainest: {@code items[0].id}. */
  private static JsonNode find(JsonNode answer, String query) {
    if (!query.matches("\\w+(\\.\\w+|\\[\\d+])*")) {
      throw new WrongCommand("this stand-in for aws does not understand --query " + query);
    }
    return answer.at("/" + query.replace(".", "/").replace("[", "/").replace("]", ""));
  }

  @Override
  public void close() {
    http.close();
  }
}
