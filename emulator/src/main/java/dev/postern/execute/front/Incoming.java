package dev.postern.execute.front;

import dev.postern.http.HttpRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for an API, its address understood.
 *
 * @param request as it came
 * @param path behind the stage, raw, starting with a slash
 * @param contextPath {@code $context.path}: with the stage
 * @param domainName {@code $context.domainName}: without port
 * @param vpcEndpoint that it came through; null for none, as to an API that is not private
 * @param received when its head had come
 */
public record Incoming(
    HttpRequest request,
    String path,
    String contextPath,
    String domainName,
    @Nullable VpcEndpoint vpcEndpoint,
    Instant received) {
  /** The same of another request: its body decoded. */
  public Incoming withRequest(HttpRequest other) {
    return new Incoming(other, path, contextPath, domainName, vpcEndpoint, received);
  }
}
