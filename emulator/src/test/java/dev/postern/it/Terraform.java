package dev.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.app.PosternExtension.Running;
import dev.postern.testing.JdkSdkHttpClient;
import dev.postern.testing.SdkClients;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/**
 * Calls the control plane like Terraform's AWS provider, in an account of its own, since its
 * account-wide resources must not affect other tests.
 *
 * <p>The calls of these tests were recorded from provider 5.100.0: it changes tags first, then
 * sends one PATCH with all changed attributes, and writes numbers with six decimals.
 */
final class Terraform implements AutoCloseable {
  static final String LAMBDA =
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:us-east-1:111122223333:function:f/invocations";

  private final SdkClients clients;

  Terraform(Running postern) {
    this.clients =
        new SdkClients(
            URI.create(postern.endpoint()),
            "111122223333",
            Region.US_EAST_1,
            new JdkSdkHttpClient());
  }

  ApiGatewayClient rest() {
    return clients.rest();
  }

  /** Returns patch operations, each given as {@code op path value}; the value is optional. */
  static List<PatchOperation> patches(String... operations) {
    return Arrays.stream(operations)
        .map(operation -> {
          String[] parts = operation.split(" ", 3);
          return PatchOperation.builder()
              .op(Op.fromValue(parts[0]))
              .path(parts[1])
              .value(parts.length < 3 ? null : parts[2])
              .build();
        })
        .toList();
  }

  /** Compares members only, so that responses of different classes can be equal. */
  static ObjectAssert<SdkPojo> assertThatRead(SdkPojo read) {
    return assertThat(read).usingComparator((a, b) -> a.equalsBySdkFields(b) ? 0 : 1);
  }

  /** Asserts that a read fails as the provider expects after a deletion. */
  static void gone(ThrowingCallable read) {
    assertThatThrownBy(read).isInstanceOf(NotFoundException.class);
  }

  @Override
  public void close() {
    clients.close();
  }
}
