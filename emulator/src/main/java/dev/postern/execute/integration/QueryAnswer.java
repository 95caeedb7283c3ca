package dev.postern.execute.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Unverified;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.IntegrationRequest;
import dev.postern.http.Headers;
import dev.postern.http.Json;
import dev.postern.http.MediaType;
import dev.postern.http.QueryString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers of services of the query protocol in the form that AWS has for {@code Accept:
 * application/json}. What stands in for the services answers XML, or the plain JSON of the SDKs.
 */
final class QueryAnswer {
  private static final ObjectReader JSON =
      new JsonMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String RESPONSE = "Response";
  private static final String ERROR = "Error";
  private static final String TYPE = "__type";
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  private QueryAnswer() {}

  /** Returns whether a request asks for JSON, and nothing but JSON. */
  static boolean isJsonFor(IntegrationRequest request) {
    String accept = request.headers().get("Accept");
    return accept != null && MediaType.withoutParameters(accept).equals(MediaType.JSON);
  }

  /**
   * Returns the answer as AWS's JSON. What is no answer of the protocol stays as it is.
   *
   * @param uri path and query of the request
   */
  static BackendResponse asJson(BackendResponse answer, String uri) {
    Optional<String> json =
        switch (firstCharacter(answer.body())) {
          case '<' -> AnswerXml.parse(answer.body()).flatMap(xml -> ofXml(xml, answer.status()));
          case '{' -> action(uri).flatMap(action -> ofPlainJson(action, answer));
          default -> Optional.empty();
        };
    return json.map(text -> with(answer, text)).orElse(answer);
  }

  /** Returns the first character that is no layout, or a space. Skips a byte order mark. */
  private static char firstCharacter(byte[] body) {
    for (byte each : body) {
      if (each > ' ') {
        return (char) each;
      }
    }
    return ' ';
  }

  private static BackendResponse with(BackendResponse answer, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    Headers.Builder headers = answer.headers().toBuilder().set("Content-Type", MediaType.JSON);
    if (headers.contains("Content-Length")) {
      headers.set("Content-Length", Integer.toString(body.length));
    }
    return BackendResponse.of(answer.status(), headers.build(), body);
  }

  private static Optional<String> ofXml(AnswerXml xml, int status) {
    JsonNode value = xml.value();
    if (xml.root().equals("ErrorResponse") || xml.root().equals(RESPONSE)) {
      JsonNode error = value.has(ERROR) ? value.get(ERROR) : value.path("Errors").path(ERROR);
      JsonNode first = error.isArray() ? error.path(0) : error;
      String id = text(value, "RequestId", "RequestID");
      return first.isObject()
          ? Optional.of(
              error(text(first, "Code"), text(first, "Message"), text(first, "Type"), status, id))
          : Optional.empty();
    }
    return xml.root().endsWith(RESPONSE)
        ? Optional.of(JsonNodeFactory.instance.objectNode().set(xml.root(), value).toString())
        : Optional.empty();
  }

  /** Returns AWS's form of the plain JSON of an action, unless it has that form. */
  private static Optional<String> ofPlainJson(String action, BackendResponse answer) {
    JsonNode value = parsed(answer.body());
    String wrapper = action + RESPONSE;
    if (!value.isObject() || value.has(wrapper) || value.path(ERROR).has("Code")) {
      return Optional.empty();
    }
    String id = answer.headers().get("x-amzn-RequestId");
    if (answer.status() >= FIRST_ERROR) {
      String type = text(value, TYPE);
      return type == null
          ? Optional.empty()
          : Optional.of(
              error(
                  type.substring(type.indexOf('#') + 1),
                  text(value, "message", "Message"),
                  null,
                  answer.status(),
                  id));
    }
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    String result = value.isEmpty() ? "null" : text.substring(text.indexOf('{')).strip();
    return Optional.of(
        "{%s:{%s:%s,\"ResponseMetadata\":{\"RequestId\":%s}}}"
            .formatted(Json.quote(wrapper), Json.quote(action + "Result"), result, Json.quote(id)));
  }

  private static JsonNode parsed(byte[] json) {
    try {
      return JSON.readValue(json);
    } catch (JsonProcessingException _) {
      // The answer is not JSON, so that nothing in it can be wrapped.
      return JsonNodeFactory.instance.missingNode();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  @Unverified(
      "The error has no other members than these; one without Type is the sender's below status"
          + " 500, and a request id that is not known is null.")
  private static String error(
      @Nullable String code,
      @Nullable String message,
      @Nullable String type,
      int status,
      @Nullable String requestId) {
    String whose = status < FIRST_SERVER_ERROR ? "Sender" : "Receiver";
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error
        .putObject(ERROR)
        .put("Code", code)
        .put("Message", message)
        .put("Type", type == null ? whose : type);
    return error.put("RequestId", requestId).toString();
  }

  /** Returns the text of the first member that is there, or null. */
  private static @Nullable String text(JsonNode object, String... members) {
    for (String member : members) {
      JsonNode value = object.path(member);
      if (value.isTextual()) {
        return value.textValue();
      }
    }
    return null;
  }

  /** Returns the action that a request names in its query. */
  private static Optional<String> action(String uri) {
    int question = uri.indexOf('?');
    return question < 0
        ? Optional.empty()
        : QueryString.parse(uri.substring(question + 1)).getOrDefault("Action", List.of()).stream()
            .findFirst();
  }
}
