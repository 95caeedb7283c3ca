package dev.postern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import dev.postern.sdk.Operation;
import dev.postern.sdk.Operations;
import dev.postern.sdk.Service;
import dev.postern.testing.LocalServer;
import dev.postern.testing.SdkClients;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Sends random requests and responses of every operation through real SDK clients and a real
 * socket. Constraints are off, since random values break them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EveryOperationProperties {
  private static final int SEEDS = 6;

  private final Operations operations = Operations.load();
  private final AtomicReference<Exchange> exchange = new AtomicReference<>();
  private LocalServer server;
  private SdkClients clients;
  private Map<String, Client> byService;

  private record Client(Class<?> type, Object client) {}

  /** The request that the service received, and the response it returns. */
  private record Exchange(String operation, SdkPojo request, SdkPojo response) {}

  @BeforeAll
  void start() {
    Service service =
        (operation, _, request) ->
            exchange
                .updateAndGet(last -> new Exchange(operation, request, last.response()))
                .response();
    Wire wire =
        new Wire(
            operations,
            Map.of(
                "apigateway", service,
                "apigatewayv2", service,
                "apigatewaymanagementapi", service,
                "lambda", service),
            new Region("us-east-1"),
            new Ids(new Random(1)),
            Cors.anyOrigin(),
            Upstreams.NONE,
            (_, _) -> {});
    server = new LocalServer(wire::answer);
    clients = new SdkClients(server.uri());
    byService =
        Map.of(
            "apigateway", new Client(ApiGatewayClient.class, clients.rest()),
            "apigatewayv2", new Client(ApiGatewayV2Client.class, clients.v2()),
            "apigatewaymanagementapi",
                new Client(ApiGatewayManagementApiClient.class, clients.connections()),
            "lambda", new Client(LambdaClient.class, clients.lambda()));
  }

  @AfterAll
  void stop() {
    clients.close();
    server.close();
  }

  @Test
  void everyRequestArrivesEqualAndEveryResponseIsReadEqual() throws Exception {
    List<Operation> called =
        operations.all().stream()
            .filter(Operation::inSdk)
            // The SDK's blocking client does not have it.
            .filter(operation -> !operation.name().equals("InvokeWithResponseStream"))
            .toList();

    for (Operation operation : called) {
      for (int seed = 0; seed < SEEDS; seed++) {
        roundTrip(operation, seed);
      }
    }

    System.out.printf("%d operations, %d requests%n", called.size(), called.size() * SEEDS);
    assertThat(called).hasSize(313);
  }

  private void roundTrip(Operation operation, int seed) throws Exception {
    RandomPojos random = new RandomPojos(new Random(seed * 1000L + operation.name().hashCode()));
    SdkPojo request = random.fill(builder(operation.requestClassName()));
    SdkPojo response = random.fill(builder(responseClassName(operation)));
    exchange.set(new Exchange("", request, response));

    SdkPojo parsed = call(operation, request, seed);

    String description = "%s, seed %d".formatted(operation.name(), seed);
    Exchange seen = exchange.get();
    assertThat(seen.operation()).as(description).isEqualTo(operation.name());
    assertEqual(seen.request(), request, description);
    assertEqual(parsed, response, description);
  }

  private SdkPojo call(Operation operation, SdkPojo request, int seed) throws Exception {
    Client client = Objects.requireNonNull(byService.get(operation.service()));
    String method = operation.name().substring(0, 1).toLowerCase(Locale.ROOT);
    try {
      return (SdkPojo)
          client
              .type()
              .getMethod(method + operation.name().substring(1), request.getClass())
              .invoke(client.client(), request);
    } catch (InvocationTargetException e) {
      throw new AssertionError("%s, seed %d: %s".formatted(operation.name(), seed, request), e);
    }
  }

  private static void assertEqual(SdkPojo actual, SdkPojo expected, String description) {
    assertThat(actual.equalsBySdkFields(expected))
        .as("%s%nexpected %s%nactual   %s", description, expected, actual)
        .isTrue();
  }

  private static SdkPojo builder(String className) throws ReflectiveOperationException {
    return (SdkPojo) Class.forName(className).getMethod("builder").invoke(null);
  }

  private static String responseClassName(Operation operation) {
    return operation.requestClassName().replaceAll("Request$", "Response");
  }
}
