package dev.postern.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The training run for the ahead-of-time cache ({@code --train}): makes the typical first calls of
 * a user over the socket, then ends.
 */
final class Training {
  private static final int ROUNDS = 40;
  private static final int TIMEOUT_MILLIS = 20_000;

  private final String endpoint;

  private Training(String endpoint) {
    this.endpoint = endpoint;
  }

  /** Runs against a started Postern. */
  static void run(String endpoint) {
    new Training(endpoint).run();
  }

  private void run() {
    call("GET", "/_postern/health", null);
    String api = id(call("POST", "/restapis", "{\"name\":\"training\"}"));
    call("GET", "/restapis/" + api, null);
    String root = id(call("GET", "/restapis/" + api + "/resources", null));
    String resource = id(call("POST", path(api, root), "{\"pathPart\":\"{name}\"}"));
    String method = path(api, resource) + "/methods/ANY";
    call("PUT", method, "{\"authorizationType\":\"NONE\"}");
    call("PUT", method + "/responses/200", "{}");
    call(
        "PUT",
        method + "/integration",
        "{\"type\":\"MOCK\",\"requestTemplates\":{\"application/json\":\"{\\\"statusCode\\\": 200}\"}}");
    call(
        "PUT",
        method + "/integration/responses/200",
        "{\"responseTemplates\":{\"application/json\":\"#set($n = $input.params('name'))"
            + "{\\\"name\\\":\\\"$n\\\",\\\"id\\\":\\\"$context.requestId\\\","
            + "\\\"list\\\":[#foreach($i in [1..3])$i#if($foreach.hasNext),#end#end]}\"}}");
    call("PUT", path(api, root) + "/methods/GET", "{\"authorizationType\":\"NONE\"}");
    call(
        "PUT",
        path(api, root) + "/methods/GET/integration",
        "{\"type\":\"HTTP_PROXY\",\"httpMethod\":\"GET\",\"uri\":\"%s/_postern/health\"}"
            .formatted(endpoint));
    call("POST", "/restapis/" + api + "/deployments", "{\"stageName\":\"dev\"}");
    call("GET", "/restapis/" + api + "/stages", null);
    call("GET", "/2015-03-31/functions", null);
    for (int i = 0; i < ROUNDS; i++) {
      call("GET", "/restapis/" + api + "/dev/_user_request_/x?q=1", null);
      call("POST", "/restapis/" + api + "/dev/_user_request_/x", "{\"a\":1}");
      call("GET", "/restapis/" + api + "/dev/_user_request_/", null);
    }
  }

  private static String path(String api, String resource) {
    return "/restapis/" + api + "/resources/" + resource;
  }

  private static String id(String json) {
    Matcher matcher = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("no id in " + json);
    }
    return matcher.group(1);
  }

  private String call(String verb, String path, @org.jspecify.annotations.Nullable String body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(endpoint + path).toURL().openConnection();
      connection.setRequestMethod(verb);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      if (connection.getResponseCode() >= 400) {
        throw new IllegalStateException(
            verb + " " + path + " was answered " + connection.getResponseCode());
      }
      return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(verb + " " + path, e);
    }
  }
}
