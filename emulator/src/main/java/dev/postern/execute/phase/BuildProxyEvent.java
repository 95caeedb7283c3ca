package dev.postern.execute.phase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.execute.ContextTree;
import dev.postern.execute.Exchange;
import dev.postern.execute.ForwardedHeaders;
import dev.postern.execute.Incoming;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.LiveStage;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.mapping.BinaryMediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the event of a Lambda proxy integration: every key is always there, what is absent is null.
 *
 * @param binary body types that are handed over in base64
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">
 *     Lambda proxy integrations in API Gateway</a>
 */
public record BuildProxyEvent(BinaryMediaTypes binary) implements Phase {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public Step apply(Exchange exchange) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(2_048);
    try (JsonGenerator json = JSON.createGenerator(event)) {
      write(json, exchange);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    exchange.integrationRequest(
        new IntegrationRequest("POST", "", Headers.empty(), event.toByteArray()));
    return Step.NEXT;
  }

  private void write(JsonGenerator json, Exchange exchange) throws IOException {
    HttpRequest request = exchange.request();
    json.writeStartObject();
    json.writeStringField("resource", exchange.plan().resourcePath());
    json.writeStringField("path", collapsed(exchange.incoming().path()));
    json.writeStringField("httpMethod", request.method());
    writeMultiMap(json, "headers", "multiValueHeaders", headers(exchange));
    writeMultiMap(
        json, "queryStringParameters", "multiValueQueryStringParameters", exchange.query());
    writeMap(json, "pathParameters", exchange.pathParameters());
    writeMap(json, "stageVariables", exchange.stage().variables());
    writeContext(json, exchange);
    writeBody(json, request);
    json.writeEndObject();
  }

  /** Of repeated names the first spelling and all values. */
  private static Map<String, List<String>> headers(Exchange exchange) {
    Headers all = ForwardedHeaders.added(exchange);
    Map<String, List<String>> byName = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach((name, value) -> byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value));
    return new LinkedHashMap<>(byName);
  }

  private static void writeMultiMap(
      JsonGenerator json, String single, String multi, Map<String, List<String>> values)
      throws IOException {
    if (values.isEmpty()) {
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

  private static void writeMap(JsonGenerator json, String name, Map<String, String> values)
      throws IOException {
    if (values.isEmpty()) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeContext(JsonGenerator json, Exchange exchange) throws IOException {
    Incoming incoming = exchange.incoming();
    LiveStage stage = exchange.stage();
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
    writeIdentity(json, exchange.request());
    json.writeStringField("domainName", incoming.domainName());
    json.writeStringField("deploymentId", stage.deploymentId());
    json.writeStringField("apiId", stage.api().value());
    json.writeEndObject();
  }

  private static void writeIdentity(JsonGenerator json, HttpRequest request) throws IOException {
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
    writeNullable(json, "userAgent", request.headers().get("User-Agent"));
    json.writeNullField("user");
    json.writeEndObject();
  }

  private void writeBody(JsonGenerator json, HttpRequest request) throws IOException {
    String contentType = request.headers().get("Content-Type");
    boolean base64 = request.body().length > 0 && binary.matches(contentType);
    if (base64) {
      json.writeStringField("body", Base64.getEncoder().encodeToString(request.body()));
    } else {
      writeNullable(json, "body", request.body().length == 0 ? null : request.bodyText());
    }
    json.writeBooleanField("isBase64Encoded", base64);
  }

  private static void writeNullable(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
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
