package dev.postern.execute.front;

import dev.postern.http.HttpRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to an API with its resolved address.
 *
 * @param sent the request as received: signatures cover it
 * @param request the request as the API sees it: with the method of an override header, and with
 *     its body decoded
 * @param path raw path after the stage, starting with a slash
 * @param contextPath {@code $context.path}, which includes the stage
 * @param domainName {@code $context.domainName}, without port
 * @param vpcEndpoint VPC endpoint that the request came through; null for none, as for public APIs
 * @param received when the head of the request was received
 */
public record Incoming(
    HttpRequest sent,
    HttpRequest request,
    String path,
    String contextPath,
    String domainName,
    @Nullable VpcEndpoint vpcEndpoint,
    Instant received) {
  /** Returns the same address with another request, such as one with a decoded body. */
  public Incoming withRequest(HttpRequest other) {
    return new Incoming(sent, other, path, contextPath, domainName, vpcEndpoint, received);
  }
}
