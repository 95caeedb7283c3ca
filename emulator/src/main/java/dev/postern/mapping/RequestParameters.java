package dev.postern.mapping;

import dev.postern.http.Headers;
import java.util.List;
import java.util.Map;

/** Parameters of the method request. Each kind is created when it is first read. */
public interface RequestParameters {
  /** Returns the path parameters by name, decoded. */
  Map<String, String> path();

  /** Returns the values of the query parameters by name, decoded, in the order sent. */
  Map<String, List<String>> querystring();

  /** Returns the headers as received, without those that API Gateway removes. */
  Headers headers();

  /** Parameters that exist already. */
  record Known(Map<String, String> path, Map<String, List<String>> querystring, Headers headers)
      implements RequestParameters {}
}
