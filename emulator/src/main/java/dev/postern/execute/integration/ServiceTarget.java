package dev.postern.execute.integration;

import dev.postern.execute.Exchange;
import dev.postern.http.Headers;
import dev.postern.http.MediaType;
import dev.postern.http.QueryString;
import dev.postern.mapping.UriTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The request of an AWS service integration, with stage variables substituted. Paths are encoded as
 * the services expect them to be signed: all but the unreserved characters.
 *
 * @param method HTTP method; {@code ANY} uses the client's
 * @param uri path and query, with placeholders such as {@code {name}} for path parameters
 * @param operation {@code X-Amz-Target} for an action of a JSON service, or null
 * @param slashesInKeys whether encoded slashes belong to the path, as in S3 keys
 */
public record ServiceTarget(
    String method, UriTemplate uri, @Nullable String operation, boolean slashesInKeys)
    implements RequestTarget {

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public String methodFor(Exchange exchange) {
    return method.equals("ANY") ? exchange.request().method() : method;
  }

  @Override
  public String uriFor(Map<String, String> path, Map<String, List<String>> query) {
    String rendered = uri.render(path::get);
    int question = rendered.indexOf('?');
    String uriPath = question < 0 ? rendered : rendered.substring(0, question);
    String uriQuery = question < 0 ? "" : "?" + encodedQuery(rendered.substring(question + 1));
    return RequestTarget.withQuery(encodedPath(uriPath) + uriQuery, query);
  }

  /** Encodes a query. S3's subresources, such as {@code ?acl}, remain without a value. */
  private static String encodedQuery(String query) {
    StringJoiner parameters = new StringJoiner("&");
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      parameters.add(
          equals < 0
              ? encoded(parameter)
              : encoded(parameter.substring(0, equals))
                  + "="
                  + encoded(parameter.substring(equals + 1)));
    }
    return parameters.toString();
  }

  private static String encoded(String text) {
    return QueryString.encode(QueryString.decode(text));
  }

  private String encodedPath(String path) {
    StringJoiner segments = new StringJoiner("/");
    for (String segment : path.split("/", -1)) {
      String strict = QueryString.encode(QueryString.decodePath(segment));
      segments.add(slashesInKeys ? strict.replace("%2F", "/") : strict);
    }
    return segments.toString();
  }

  @Override
  public Headers.Builder headersFor(Exchange exchange, String verb, boolean hasBody) {
    String api = exchange.stage().api().value();
    Headers.Builder headers =
        Headers.builder()
            .add("x-amzn-apigateway-api-id", api)
            .add("Accept", MediaType.JSON)
            .add("User-Agent", "AmazonAPIGateway_" + api)
            .add(
                "X-Amzn-Trace-Id",
                exchange.ids().trace(exchange.headers(), exchange.incoming().received()));
    if (operation != null) {
      headers.add("X-Amz-Target", operation);
    }
    if (hasBody) {
      headers.add("Content-Type", MediaType.JSON);
    } else if (!WITHOUT_BODY.contains(verb)) {
      headers.add("Content-Length", "0");
    }
    return headers;
  }

  @Override
  public boolean sendsBody(String verb) {
    return !WITHOUT_BODY.contains(verb);
  }
}
