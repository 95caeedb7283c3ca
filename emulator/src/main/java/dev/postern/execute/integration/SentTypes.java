package dev.postern.execute.integration;

import dev.postern.execute.IntegrationRequest;
import dev.postern.http.Headers;
import dev.postern.http.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The media types that go to a service in place of {@code application/json}, which API Gateway
 * sends unless the user maps the header. AWS's services take it; what stands in for them often
 * takes only what the SDKs send. The execution log shows what API Gateway sends.
 *
 * @param contentType such as {@code application/x-amz-json-1.0}; null to keep it
 * @param accept null to keep it
 */
public record SentTypes(@Nullable String contentType, @Nullable String accept) {
  /** For a service without JSON or the query protocol. */
  public static final SentTypes UNCHANGED = new SentTypes(null, null);

  /** For a service of the query protocol: AWS's answer JSON, others may have XML only. */
  static final SentTypes QUERY = new SentTypes(null, MediaType.JSON + ", */*;q=0.1");

  private static final String CONTENT_TYPE = "Content-Type";
  private static final String ACCEPT = "Accept";

  /** Returns the same without replacements of headers that the user maps. */
  public SentTypes keeping(boolean mappedContentType, boolean mappedAccept) {
    return new SentTypes(mappedContentType ? null : contentType, mappedAccept ? null : accept);
  }

  /** Returns the request as it is sent. */
  IntegrationRequest in(IntegrationRequest request) {
    Headers given = request.headers();
    Headers sent = replaced(replaced(given, CONTENT_TYPE, contentType), ACCEPT, accept);
    return sent.equals(given)
        ? request
        : new IntegrationRequest(request.method(), request.uri(), sent, request.body());
  }

  private static Headers replaced(Headers headers, String name, @Nullable String type) {
    return type == null || !MediaType.JSON.equals(headers.get(name))
        ? headers
        : headers.toBuilder().set(name, type).build();
  }
}
