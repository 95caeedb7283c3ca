package dev.postern.execute;

import dev.postern.aws.error.GatewayException;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.Json;
import dev.postern.http.MediaType;
import java.nio.charset.StandardCharsets;

/** A renderer of responses to refused requests. Called on the request's loop. */
@FunctionalInterface
public interface RefusalRenderer {
  /** Returns the response to the client. */
  HttpResponse render(GatewayException refusal, Exchange exchange);

  /** Returns AWS's default response, used when the API is unknown or customizes nothing. */
  static HttpResponse uncustomized(GatewayException refusal) {
    return new HttpResponse(
        refusal.status(),
        Headers.of("x-amzn-ErrorType", refusal.errorType(), "Content-Type", MediaType.JSON),
        defaultBody(refusal).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the body of AWS's default response. */
  static String defaultBody(GatewayException refusal) {
    return refusal.bodyStart() + Json.quote(refusal.text()) + "}";
  }
}
