package dev.postern.execute;

import dev.postern.http.HttpRequest;
import java.time.Instant;

/**
 * A request for an API, its address understood.
 *
 * @param request as it came
 * @param path behind the stage, raw, starting with a slash
 * @param contextPath {@code $context.path}: with the stage
 * @param domainName {@code $context.domainName}: without port
 * @param received when its head had come
 */
public record Incoming(
    HttpRequest request, String path, String contextPath, String domainName, Instant received) {
  /** The same of another request: its body decoded. */
  Incoming withRequest(HttpRequest other) {
    return new Incoming(other, path, contextPath, domainName, received);
  }
}
