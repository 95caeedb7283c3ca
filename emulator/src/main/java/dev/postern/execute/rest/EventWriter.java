package dev.postern.execute.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.execute.Exchange;
import dev.postern.execute.front.ForwardedHeaders;
import dev.postern.execute.live.Gateway;
import dev.postern.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A writer of the common parts of the events for proxy functions and authorizers.
 *
 * @param json destination
 * @param emptyIsNull whether an empty map is written as null instead of {@code {}}
 */
record EventWriter(JsonGenerator json, Exchange exchange, boolean emptyIsNull) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The members of {@code requestContext}, in AWS's order. */
  private static final List<String> CONTEXT =
      List.of(
          "resourceId",
          "authorizer",
          "resourcePath",
          "operationName",
          "httpMethod",
          "extendedRequestId",
          "requestTime",
          "path",
          "accountId",
          "protocol",
          "stage",
          "domainPrefix",
          "requestTimeEpoch",
          "requestId",
          "identity",
          "domainName",
          "deploymentId",
          "apiId",
          "isCanaryRequest");

  /** Writes the content of an event. */
  interface Content {
    void write(EventWriter event) throws IOException;
  }

  /** Returns the event as UTF-8 JSON. */
  static byte[] event(Exchange exchange, boolean emptyIsNull, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      content.write(new EventWriter(json, exchange, emptyIsNull));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /** Writes the members that both kinds of event share. */
  void writeRequest() throws IOException {
    json.writeStringField("resource", exchange.plan().resourcePath());
    json.writeStringField("path", collapsed(exchange.incoming().path()));
    json.writeStringField("httpMethod", exchange.request().method());
    writeMultiMap("headers", "multiValueHeaders", headers(exchange));
    writeMultiMap("queryStringParameters", "multiValueQueryStringParameters", exchange.query());
    writeMap("pathParameters", exchange.pathParameters());
    writeMap("stageVariables", exchange.stage().variables());
    writeContext();
  }

  /**
   * Returns the headers without those for routing. A repeated name keeps its first spelling and all
   * values.
   */
  private static Map<String, List<String>> headers(Exchange exchange) {
    Headers all =
        ForwardedHeaders.added(
            exchange.request(),
            exchange.headers(),
            exchange.stage().endpoint(),
            exchange.ids().trace(exchange.headers(), exchange.incoming().received()));
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach((name, value) -> byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value));
    byName.remove(Gateway.METHOD_OVERRIDE);
    return byName;
  }

  private void writeMultiMap(String single, String multi, Map<String, List<String>> values)
      throws IOException {
    if (values.isEmpty() && emptyIsNull) {
      json.writeNullField(single);
      json.writeNullField(multi);
      return;
    }
    json.writeObjectFieldStart(single);
    for (Map.Entry<String, List<String>> entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue().getLast());
    }
    json.writeEndObject();
    json.writeObjectFieldStart(multi);
    for (Map.Entry<String, List<String>> entry : values.entrySet()) {
      json.writeArrayFieldStart(entry.getKey());
      for (String value : entry.getValue()) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void writeMap(String name, Map<String, String> values) throws IOException {
    if (values.isEmpty() && emptyIsNull) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private void writeContext() throws IOException {
    json.writeObjectFieldStart("requestContext");
    for (String name : CONTEXT) {
      if (name.equals("identity")) {
        writeIdentity();
      } else {
        writeIfPresent(name, exchange.context().get(name));
      }
    }
    json.writeEndObject();
  }

  private void writeIfPresent(String name, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> {
        // Not every request has this value.
      }
      case String text -> json.writeStringField(name, text);
      case Long number -> json.writeNumberField(name, number);
      case Boolean truth -> json.writeBooleanField(name, truth);
      case Map<?, ?> map -> {
        json.writeObjectFieldStart(name);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          writeIfPresent(entry.getKey().toString(), entry.getValue());
        }
        json.writeEndObject();
      }
      default -> json.writeStringField(name, value.toString());
    }
  }

  private void writeIdentity() throws IOException {
    json.writeObjectFieldStart("identity");
    for (Map.Entry<String, @Nullable Object> entry : exchange.context().identity().entrySet()) {
      writeNullable(entry.getKey(), (String) entry.getValue());
    }
    json.writeEndObject();
  }

  void writeNullable(String name, @Nullable String value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  /** Returns the path with leading slashes collapsed to one. */
  private static String collapsed(String path) {
    int start = 0;
    while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
      start++;
    }
    return path.substring(start);
  }
}
