package dev.postern.execute.front;

import dev.postern.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The interface VPC endpoint through which a request reached a private API. There is no VPC here:
 * the client names the VPC endpoint in the host name, or in the headers that API Gateway adds on
 * AWS.
 *
 * @param id such as {@code vpce-0a1b2c3d4e5f60718}
 * @param vpc VPC id, or null
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html">
 *     Invoke a private API</a>
 */
public record VpcEndpoint(String id, @Nullable String vpc) {
  private static final String ID = "x-amzn-vpce-id";
  private static final String VPC = "x-amzn-vpc-id";

  static @Nullable VpcEndpoint of(
      Headers sent, @Nullable String byHost, @Nullable String associated) {
    String id = byHost == null ? sent.first(ID).orElse(associated) : byHost;
    return id == null ? null : new VpcEndpoint(id, sent.get(VPC));
  }

  /** Returns the client's headers with those that API Gateway adds for the VPC endpoint. */
  Headers forwarded(Headers sent) {
    Headers.Builder forwarded = sent.toBuilder().set(ID, id).set("x-amzn-vpce-config", "1");
    if (vpc != null) {
      forwarded.set(VPC, vpc);
    }
    return forwarded.build();
  }
}
