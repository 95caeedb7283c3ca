package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.aws.error.AnyError;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.WireErrors;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Service;
import dev.postern.sdk.Tables;
import dev.postern.testing.LocalServer;
import dev.postern.testing.LogCapture;
import dev.postern.testing.SdkClients;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ServiceException;

/** Tests which exceptions the SDK's clients throw for errors. */
class SdkErrorsTest {
  private static final Service REST =
      (_, caller, _) -> {
        throw RestErrors.invalidApiIdentifier(caller.account(), "a1");
      };

  private static final Service LAMBDA =
      (operation, _, request) -> {
        if (request instanceof GetFunctionRequest get && get.functionName().endsWith("Exception")) {
          throw AnyError.of(400, get.functionName(), "of " + get.functionName());
        }
        if (operation.equals("ListFunctions")) {
          throw new IllegalStateException("planted by a test");
        }
        throw WireErrors.unknownRuntime("x", List.of());
      };

  private final LocalServer server =
      new LocalServer(
          new Wire(
                  Operations.load(),
                  Map.of("apigateway", REST, "apigatewayv2", REST, "lambda", LAMBDA),
                  new Region("us-east-1"),
                  new Ids(new Random(7)),
                  Cors.loopbackAnd(Set.of()),
                  Upstreams.NONE)
              ::answer);
  private final SdkClients clients = new SdkClients(server.uri());
  private final LogCapture log = new LogCapture(Wire.class);

  @AfterEach
  void stop() {
    log.close();
    clients.close();
    server.close();
  }

  @Test
  void anErrorOfTheServiceHasItsClassTextAndRequestId() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> clients.rest().getRestApi(r -> r.restApiId("a1")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
        .satisfies(e -> assertThat(e.requestId()).hasSize(36))
        .satisfies(e ->
            assertThat(e.awsErrorDetails().errorMessage())
                .isEqualTo("Invalid API identifier specified 000000000000:a1"))
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotFoundException"));
  }

  @Test
  void anErrorOfTheFrameworkHasItsCode() {
    assertThatExceptionOfType(ApiGatewayException.class)
        .isThrownBy(() -> clients.rest().createRestApi(r -> r.description("no name")))
        .satisfies(
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> clients.v2().createApi(r -> r.name("n").protocolType("SMTP")));
  }

  @Test
  void anErrorOfLambdaHasItsClassTypeAndText() {
    assertThatExceptionOfType(InvalidParameterValueException.class)
        .isThrownBy(() -> clients.lambda().getFunction(r -> r.functionName("f")))
        .satisfies(e -> assertThat(e.type()).isEqualTo("User"))
        .satisfies(
            e -> assertThat(e.awsErrorDetails().errorMessage()).startsWith("Value x at 'runtime'"));
  }

  @Test
  void everyErrorThatLambdaModelsIsReadAsItsOwnClass() {
    // The model contains errors of S3 Files mounts, which are newer than this SDK.
    List<String[]> modelled =
        Tables.rows("lambda-errors.tsv").stream()
            .filter(row -> !row[0].startsWith("S3FilesMount"))
            .toList();

    for (String[] row : modelled) {
      String code = row[0];
      assertThatExceptionOfType(LambdaException.class)
          .isThrownBy(() -> clients.lambda().getFunction(r -> r.functionName(code)))
          .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualToIgnoringCase(code))
          .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code))
          .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("of " + code))
          .satisfies(e -> assertThat(typeOf(e)).isEqualTo(row[1]));
    }
    assertThat(modelled).hasSize(44);
  }

  private static Object typeOf(LambdaException error) throws ReflectiveOperationException {
    return error.getClass().getMethod("type").invoke(error);
  }

  @Test
  void anInternalErrorIsAServiceException() {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> clients.lambda().listFunctions())
        .satisfies(e -> assertThat(e.type()).isEqualTo("Service"))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500))
        .satisfies(e ->
            assertThat(e.awsErrorDetails().errorMessage())
                .isEqualTo("The AWS Lambda service encountered an internal error."));
  }

  @Test
  void connectionsAreForbiddenWithoutAnApi() {
    assertThatExceptionOfType(ForbiddenException.class)
        .isThrownBy(() -> clients.connections().getConnection(r -> r.connectionId("c=")));
  }
}
