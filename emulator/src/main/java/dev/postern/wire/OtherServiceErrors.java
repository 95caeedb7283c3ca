package dev.postern.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.aws.ServiceMetadata;
import dev.postern.aws.error.AwsException;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Encodes errors in the protocols of other services, so that their clients show them.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
final class OtherServiceErrors {
  private static final String XML = "text/xml";
  private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  /** CBOR's major types, in the high three bits of a byte. */
  private static final int CBOR_TEXT = 0x60;

  private static final int CBOR_MAP = 0xA0;

  private final JsonFactory json = new JsonFactory();

  /** Returns the response for an error. */
  HttpResponse of(OtherService service, AwsException error, String requestId) {
    return switch (service.protocol()) {
      case QUERY -> xml(error, XML, wrapped(service, error, requestId));
      case EC2 ->
          xml(
              error,
              XML,
              "<Response><Errors><Error>"
                  + codeAndText(error)
                  + "</Error></Errors>"
                  + element("RequestID", requestId)
                  + "</Response>");
      case REST_XML ->
          xml(
              error,
              "application/xml",
              service.label().equals("S3")
                  ? "<Error>"
                      + codeAndText(error)
                      + element("RequestId", requestId)
                      + element("HostId", requestId)
                      + "</Error>"
                  : wrapped(service, error, requestId));
      case JSON ->
          new HttpResponse(
              error.status(),
              Headers.of("Content-Type", jsonMediaType(service), "x-amzn-ErrorType", error.code()),
              json(error));
      case REST_JSON ->
          new HttpResponse(
              error.status(),
              Headers.of("Content-Type", MediaType.JSON, "x-amzn-ErrorType", error.code()),
              json(error));
      case CBOR ->
          new HttpResponse(
              error.status(),
              Headers.of("Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor"),
              cbor(error));
    };
  }

  private static String jsonMediaType(OtherService service) {
    ServiceMetadata metadata = service.metadata();
    return metadata == null ? "application/x-amz-json-1.1" : metadata.jsonMediaType();
  }

  private static HttpResponse xml(AwsException error, String mediaType, String document) {
    return HttpResponse.text(error.status(), mediaType, PROLOGUE + document);
  }

  private static String wrapped(OtherService service, AwsException error, String requestId) {
    ServiceMetadata metadata = service.metadata();
    String namespace = metadata == null ? null : metadata.namespace();
    return (namespace == null ? "<ErrorResponse>" : "<ErrorResponse xmlns=\"" + namespace + "\">")
        + "<Error>"
        + element("Type", error.status() < 500 ? "Sender" : "Receiver")
        + codeAndText(error)
        + "</Error>"
        + element("RequestId", requestId)
        + "</ErrorResponse>";
  }

  private static String codeAndText(AwsException error) {
    return element("Code", error.code()) + element("Message", error.text());
  }

  private static String element(String name, String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 32);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            default -> escaped.appendCodePoint(c < ' ' ? '\uFFFD' : c);
          }
        });
    return "<" + name + ">" + escaped + "</" + name + ">";
  }

  private byte[] json(AwsException error) {
    StringWriter body = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(body)) {
      generator.writeStartObject();
      generator.writeStringField("__type", error.code());
      generator.writeStringField("message", error.text());
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] cbor(AwsException error) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(CBOR_MAP | 2);
    text(body, "__type");
    text(body, error.code());
    text(body, "message");
    text(body, error.text());
    return body.toByteArray();
  }

  /** Writes a text with its length in two bytes, which is always valid (RFC 8949, section 3). */
  private static void text(ByteArrayOutputStream body, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    body.write(CBOR_TEXT | 25);
    body.write(bytes.length >> 8);
    body.write(bytes.length);
    body.writeBytes(bytes);
  }
}
