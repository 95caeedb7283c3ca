package dev.postern.execute.integration;

import dev.postern.execute.Exchange;
import dev.postern.http.Headers;
import dev.postern.http.QueryString;
import java.util.List;
import java.util.Map;

/** Where a non-proxy integration request goes, and what API Gateway itself puts into it. */
public sealed interface RequestTarget permits HttpTarget, ServiceTarget {
  /** The verb to send. */
  String methodFor(Exchange exchange);

  /**
   * Path and query.
   *
   * @param path values of the placeholders, decoded
   * @param query further parameters, decoded; those of the URI itself stay in front
   */
  String uriFor(Map<String, String> path, Map<String, List<String>> query);

  /** The headers before anything is mapped. */
  Headers.Builder headersFor(Exchange exchange, String method, boolean hasBody);

  /** Whether a request of that verb has a body. */
  boolean sendsBody(String method);

  /** The URI with these parameters behind its own. */
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
