package dev.postern.execute.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.execute.ContextTree;
import dev.postern.execute.Exchange;
import dev.postern.execute.StageRelease;
import dev.postern.execute.front.ForwardedHeaders;
import dev.postern.execute.front.Incoming;
import dev.postern.execute.front.VpcEndpoint;
import dev.postern.execute.live.Gateway;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the events for proxy functions and for authorizers have in common.
 *
 * @param json where to
 * @param emptyIsNull whether a map without entries is null or {@code {}}
 */
record EventWriter(JsonGenerator json, Exchange exchange, boolean emptyIsNull) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes an event. */
  interface Content {
    void write(EventWriter event) throws IOException;
  }

  /** The event as UTF-8 JSON. */
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

  /** What of the request is the same in both. */
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

  /** Of repeated names the first spelling and all values; without what only routing is told. */
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
    return new LinkedHashMap<>(byName);
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
    Incoming incoming = exchange.incoming();
    StageRelease stage = exchange.stage();
    json.writeObjectFieldStart("requestContext");
    json.writeStringField("resourceId", exchange.plan().resourceId());
    json.writeStringField("resourcePath", exchange.plan().resourcePath());
    if (!exchange.plan().operationName().isEmpty()) {
      json.writeStringField("operationName", exchange.plan().operationName());
    }
    json.writeStringField("httpMethod", exchange.request().method());
    json.writeStringField("extendedRequestId", exchange.ids().extendedRequestId());
    json.writeStringField("requestTime", ContextTree.requestTime(incoming.received()));
    json.writeStringField("path", incoming.contextPath());
    json.writeStringField("accountId", stage.owner().account().value());
    json.writeStringField("protocol", "HTTP/1.1");
    json.writeStringField("stage", stage.name().value());
    json.writeStringField("domainPrefix", ContextTree.domainPrefix(incoming.domainName()));
    json.writeNumberField("requestTimeEpoch", incoming.received().toEpochMilli());
    json.writeStringField("requestId", exchange.ids().requestId());
    writeIdentity(incoming);
    json.writeStringField("domainName", incoming.domainName());
    json.writeStringField("deploymentId", stage.deploymentId());
    json.writeStringField("apiId", stage.api().value());
    if (stage.canaryRequest() != null) {
      json.writeBooleanField("isCanaryRequest", stage.canaryRequest());
    }
    json.writeEndObject();
  }

  private void writeIdentity(Incoming incoming) throws IOException {
    HttpRequest request = incoming.request();
    json.writeObjectFieldStart("identity");
    json.writeNullField("cognitoIdentityPoolId");
    json.writeNullField("accountId");
    json.writeNullField("cognitoIdentityId");
    json.writeNullField("caller");
    json.writeStringField("sourceIp", request.remoteAddress());
    json.writeNullField("principalOrgId");
    json.writeNullField("accessKey");
    json.writeNullField("cognitoAuthenticationType");
    json.writeNullField("cognitoAuthenticationProvider");
    json.writeNullField("userArn");
    writeNullable("userAgent", request.headers().get("User-Agent"));
    json.writeNullField("user");
    VpcEndpoint through = incoming.vpcEndpoint();
    if (through != null) {
      writeNullable("vpcId", through.vpc());
      json.writeStringField("vpceId", through.id());
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

  /** Slashes at the start are one. */
  private static String collapsed(String path) {
    int start = 0;
    while (start + 1 < path.length() && path.charAt(start + 1) == '/') {
      start++;
    }
    return path.substring(start);
  }
}
