package dev.postern.execute.integration;

import dev.postern.execute.Exchange;
import dev.postern.http.Headers;
import dev.postern.http.MediaType;
import dev.postern.mapping.UriTemplate;
import java.util.List;
import java.util.Map;

/**
 * The address of an HTTP integration, with stage variables substituted.
 *
 * @param method HTTP method; {@code ANY} uses the client's
 * @param uri path and query, with placeholders such as {@code {name}} for path parameters
 */
public record HttpTarget(String method, UriTemplate uri) implements RequestTarget {
  @Override
  public String methodFor(Exchange exchange) {
    return method.equals("ANY") ? exchange.request().method() : method;
  }

  @Override
  public String uriFor(Map<String, String> path, Map<String, List<String>> query) {
    return RequestTarget.withQuery(uri.render(path::get), query);
  }

  @Override
  public Headers.Builder headersFor(Exchange exchange, String verb, boolean hasBody) {
    String api = exchange.stage().api().value();
    Headers.Builder headers =
        Headers.builder()
            .add("Accept", MediaType.JSON)
            .add("User-Agent", "AmazonAPIGateway_" + api)
            .add("X-Amzn-Apigateway-Api-Id", api)
            .add(
                "X-Amzn-Trace-Id",
                exchange.ids().trace(exchange.headers(), exchange.incoming().received()));
    if (hasBody) {
      headers.add("Content-Type", MediaType.JSON);
    } else if (usuallyHasBody(verb)) {
      headers.add("Content-Length", "0");
    }
    return headers;
  }

  /** Returns whether a request with this method states the length of an empty body. */
  public static boolean usuallyHasBody(String verb) {
    return verb.equals("POST") || verb.equals("PUT") || verb.equals("PATCH");
  }

  @Override
  public boolean sendsBody(String verb) {
    return true;
  }
}
