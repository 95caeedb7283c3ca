package dev.postern.execute.integration;

import dev.postern.execute.Exchange;
import dev.postern.http.Headers;
import dev.postern.http.QueryString;
import java.util.List;
import java.util.Map;

/** The target of a non-proxy integration request, and the headers that API Gateway itself sets. */
public sealed interface RequestTarget permits HttpTarget, ServiceTarget {
  /** Returns the HTTP method to send. */
  String methodFor(Exchange exchange);

  /**
   * Returns path and query.
   *
   * @param path decoded values of the placeholders
   * @param query decoded further parameters, appended to those of the URI
   */
  String uriFor(Map<String, String> path, Map<String, List<String>> query);

  /** Returns the headers to which mapped headers are added. */
  Headers.Builder headersFor(Exchange exchange, String method, boolean hasBody);

  /** Returns whether a request with this method has a body. */
  boolean sendsBody(String method);

  /** Returns the URI with the parameters appended to its own. */
  static String withQuery(String uri, Map<String, List<String>> query) {
    if (query.isEmpty()) {
      return uri;
    }
    StringBuilder whole = new StringBuilder(uri);
    char separator = uri.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      for (String value : parameter.getValue()) {
        whole
            .append(separator)
            .append(QueryString.encode(parameter.getKey()))
            .append('=')
            .append(QueryString.encode(value));
        separator = '&';
      }
    }
    return whole.toString();
  }
}
