package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.http.Headers;
import dev.postern.mapping.MockRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The MOCK integration: the output of the request template names the status. Constant outputs are
 * parsed at deployment.
 */
public final class MockIntegration implements Integration {
  private static final byte[] NO_BODY = {};

  private final List<byte[]> constants;
  private final List<OptionalInt> statuses;

  /** Returns an integration with this request body. */
  public static MockIntegration of(RequestBody body) {
    List<byte[]> constants = body.templates().constants();
    return new MockIntegration(
        constants, constants.stream().map(MockIntegration::parsedStatus).toList());
  }

  private MockIntegration(List<byte[]> constants, List<OptionalInt> statuses) {
    this.constants = constants;
    this.statuses = statuses;
  }

  @Override
  public CompletableFuture<BackendResponse> invoke(Exchange exchange) {
    OptionalInt status = status(exchange.integrationRequest().body());
    if (status.isEmpty()) {
      throw GatewayErrors.mockStatusMissing();
    }
    return CompletableFuture.completedFuture(
        BackendResponse.of(status.getAsInt(), Headers.empty(), NO_BODY));
  }

  /** Returns the status. A constant output is the same array each time. */
  @SuppressWarnings("ReferenceEquality") // by identity, which is what makes it fast
  private OptionalInt status(byte[] request) {
    for (int i = 0; i < constants.size(); i++) {
      if (constants.get(i) == request) {
        return statuses.get(i);
      }
    }
    return parsedStatus(request);
  }

  private static OptionalInt parsedStatus(byte[] request) {
    return MockRequest.statusCode(new String(request, StandardCharsets.UTF_8));
  }

  @Override
  public boolean sends() {
    return false;
  }

  @Override
  public Observer.Sent sent(Exchange exchange) {
    throw new IllegalStateException("a mock sends nothing");
  }
}
