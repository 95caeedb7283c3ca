package dev.postern.mapping;

import dev.postern.http.Headers;
import java.util.List;
import java.util.Map;

/** The method request's parameters. Each is made when it is read first. */
public interface RequestParameters {
  /** Returns path parameters by name, decoded. */
  Map<String, String> path();

  /** Returns query parameters, decoded, in the order sent. */
  Map<String, List<String>> querystring();

  /** Returns the headers as received, without those that API Gateway drops on entry. */
  Headers headers();

  /** Parameters that are there already. */
  record Known(Map<String, String> path, Map<String, List<String>> querystring, Headers headers)
      implements RequestParameters {}
}
