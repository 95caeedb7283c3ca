package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import dev.postern.auth.RequestSigner;
import dev.postern.execute.IntegrationRequest;
import dev.postern.http.Headers;
import java.time.Instant;

/**
 * The endpoint of an AWS service, and the signer of its requests.
 *
 * @param basePath prefix of each request's path; {@code ""} or starting with a slash
 */
public record ServiceEndpoint(HttpAddress address, String basePath, RequestSigner signer) {
  /** Returns the URL of a request. */
  String url(IntegrationRequest request) {
    return address.origin() + basePath + request.uri();
  }

  /** Returns the request as sent: with the base path and a signature. */
  IntegrationRequest signed(IntegrationRequest request, Credentials credentials, Instant now) {
    String target = basePath + request.uri();
    Headers.Builder headers = request.headers().toBuilder();
    Headers unsigned = headers.set("Host", address.authority()).build();
    Headers signed =
        signer.sign(request.method(), target, unsigned, request.body(), credentials, now);
    return new IntegrationRequest(request.method(), target, signed, request.body());
  }
}
