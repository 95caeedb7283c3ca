package dev.postern.deploy.rest;

import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeMethodRequest;

/**
 * The request of a test invocation.
 *
 * @param target raw path and query
 * @param variables stage variables
 */
record DraftRequest(
    String verb,
    String target,
    Headers headers,
    @Nullable String body,
    Map<String, String> variables) {
  private static final byte[] NO_BODY = {};

  /** Returns the request of TestInvokeMethod. */
  static DraftRequest of(TestInvokeMethodRequest request, String resourcePath) {
    return new DraftRequest(
        request.httpMethod().equals("ANY") ? "GET" : request.httpMethod(),
        pathOr(request.pathWithQueryString(), resourcePath),
        headers(request.headers(), request.multiValueHeaders()),
        request.body(),
        withoutNulls(request.stageVariables()));
  }

  /** Returns the request of TestInvokeAuthorizer. */
  static DraftRequest of(TestInvokeAuthorizerRequest request) {
    return new DraftRequest(
        "GET",
        pathOr(request.pathWithQueryString(), "/"),
        headers(request.headers(), request.multiValueHeaders()),
        request.body(),
        withoutNulls(request.stageVariables()));
  }

  String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** Returns the request as the data plane sees it. It has no authority. */
  HttpRequest toHttp() {
    int question = target.indexOf('?');
    return new HttpRequest(
        verb,
        "https",
        "",
        path(),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        body == null ? NO_BODY : body.getBytes(StandardCharsets.UTF_8),
        "test-invoke-source-ip");
  }

  private static String pathOr(@Nullable String given, String otherwise) {
    if (given == null || given.isEmpty()) {
      return otherwise;
    }
    return given.startsWith("/") ? given : "/" + given;
  }

  private static Headers headers(Map<String, String> single, Map<String, List<String>> multi) {
    Headers.Builder headers = Headers.builder();
    Map<String, List<String>> several = withoutNulls(multi);
    withoutNulls(single)
        .forEach((name, value) -> {
          if (!several.containsKey(name)) {
            headers.add(name, value);
          }
        });
    several.forEach((name, values) ->
        values.stream().filter(Objects::nonNull).forEach(value -> headers.add(name, value)));
    return headers.build();
  }

  /** Returns the map without null values, which the wire format allows in maps. */
  private static <V> Map<String, V> withoutNulls(Map<String, V> sent) {
    Map<String, V> present = new LinkedHashMap<>();
    sent.forEach((name, value) -> {
      if (value != null) {
        present.put(name, value);
      }
    });
    return present;
  }
}
