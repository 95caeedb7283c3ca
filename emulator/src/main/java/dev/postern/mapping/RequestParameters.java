package dev.postern.mapping;

import dev.postern.http.Headers;
import java.util.List;
import java.util.Map;

/**
 * The method request's parameters.
 *
 * @param path by name, as matched
 * @param querystring decoded, in the order sent
 * @param headers as received, without those that API Gateway drops on entry
 */
public record RequestParameters(
    Map<String, String> path, Map<String, List<String>> querystring, Headers headers) {}
