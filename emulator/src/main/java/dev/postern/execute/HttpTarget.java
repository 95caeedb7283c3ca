package dev.postern.execute;

import dev.postern.http.QueryString;
import dev.postern.mapping.UriTemplate;
import java.util.List;
import java.util.Map;

/**
 * The address of an HTTP integration, its stage variables filled in.
 *
 * @param method verb; {@code ANY} is the client's
 * @param uri path and query, with {@code {name}} for path parameters
 */
public record HttpTarget(String method, UriTemplate uri) {

  public String methodFor(Exchange exchange) {
    return method.equals("ANY") ? exchange.request().method() : method;
  }

  /**
   * Path and query.
   *
   * @param path values of the placeholders, decoded
   * @param query further parameters, decoded; those of the URI itself stay in front
   */
  public String uriFor(Map<String, String> path, Map<String, List<String>> query) {
    String base = uri.render(path::get);
    if (query.isEmpty()) {
      return base;
    }
    StringBuilder whole = new StringBuilder(base);
    char separator = base.indexOf('?') < 0 ? '?' : '&';
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
