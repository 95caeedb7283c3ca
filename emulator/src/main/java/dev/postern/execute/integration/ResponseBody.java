package dev.postern.execute.integration;

import dev.postern.aws.Unverified;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.http.MediaType;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentConversion;
import dev.postern.mapping.ContentConversion.Converted;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.InvalidBase64Exception;
import dev.postern.mapping.MappingInput;
import dev.postern.mapping.Payload;
import dev.postern.mapping.Template;
import dev.postern.mapping.TemplateChoice;
import dev.postern.mapping.TemplateException;
import dev.postern.mapping.Templates;
import org.jspecify.annotations.Nullable;

/**
 * The way in which an integration's response body is built: the backend's body, converted by the
 * content handling, then mapped by the template for a type that the client accepts, if there is
 * one. An empty body is converted too: where it becomes binary, no template can read it.
 *
 * @param binary media types with binary bodies, matched against the backend's Content-Type and the
 *     first type of the client's Accept
 */
public record ResponseBody(Templates templates, BinaryMediaTypes binary, ContentHandling handling) {

  /** A body and its media type. */
  public record Made(byte[] bytes, String contentType) {}

  /**
   * Returns the body for the client.
   *
   * @param input input of response templates
   */
  public Made make(Exchange exchange, MappingInput input, BackendResponse backend) {
    String accept = exchange.request().headers().get("Accept");
    boolean bytes = isBinary(backend);
    boolean accepted = binary.matchesAccept(accept);
    TemplateChoice choice = templates.forResponse(accept);
    exchange.chosen(() -> described(choice, bytes, accept, accepted));
    return switch (choice) {
      case TemplateChoice.Transform(String mediaType, Template template) ->
          new Made(transformed(template, backend.body(), bytes, accepted, input), mediaType);
      case TemplateChoice.PassThrough() ->
          new Made(passed(exchange, backend.body(), bytes, accepted), MediaType.JSON);
      case TemplateChoice.Unsupported() ->
          throw new IllegalStateException("a response always has a template or passes through");
    };
  }

  /** Returns the body for the client, converted but not mapped by a template. */
  public byte[] pass(Exchange exchange, BackendResponse backend) {
    String accept = exchange.request().headers().get("Accept");
    boolean bytes = isBinary(backend);
    boolean accepted = binary.matchesAccept(accept);
    exchange.chosen(() -> described(new TemplateChoice.PassThrough(), bytes, accept, accepted));
    return passed(exchange, backend.body(), bytes, accepted);
  }

  @Unverified(
      "A response without Content-Type, such as that of a MOCK, counts as application/json, as a"
          + " request does. It matters only where binaryMediaTypes lists that type or */*.")
  private boolean isBinary(BackendResponse backend) {
    String contentType = backend.headers().get("Content-Type");
    return binary.matches(contentType == null ? MediaType.JSON : contentType);
  }

  private String described(
      TemplateChoice choice, boolean bytes, @Nullable String accept, boolean accepted) {
    return "response body: "
        + kind(bytes)
        + ", Accept "
        + accept
        + ": "
        + kind(accepted)
        + ", contentHandling "
        + handling
        + (choice instanceof TemplateChoice.Transform(String mediaType, _)
            ? ", template " + mediaType
            : ", passed through");
  }

  private static String kind(boolean bytes) {
    return bytes ? "binary" : "text";
  }

  private byte[] passed(Exchange exchange, byte[] body, boolean bytes, boolean accepted) {
    Converted converted = converted(body, bytes, accepted);
    if (converted.replaced()) {
      exchange.chosen(() -> "response body: bytes that are not UTF-8 are replaced by U+FFFD");
    }
    return converted.body();
  }

  private byte[] transformed(
      Template template, byte[] body, boolean bytes, boolean accepted, MappingInput input) {
    if (!bytes && staysText(accepted)) {
      return rendered(template, input);
    }
    Converted converted = converted(body, bytes, accepted);
    if (converted.binary()) {
      throw GatewayErrors.unableToTransformResponse("binary data");
    }
    return rendered(template, input.withBody(new Payload(converted.body())));
  }

  /** Returns whether text is not decoded. A template then reads it without a conversion. */
  private boolean staysText(boolean accepted) {
    return switch (handling) {
      case NONE -> !accepted;
      case CONVERT_TO_BINARY -> false;
      case CONVERT_TO_TEXT -> true;
    };
  }

  private static byte[] rendered(Template template, MappingInput input) {
    try {
      return template.renderBytes(input);
    } catch (TemplateException e) {
      throw GatewayErrors.unableToTransformResponse(e.getMessage());
    }
  }

  private Converted converted(byte[] body, boolean bytes, boolean accepted) {
    try {
      return ContentConversion.response(body, bytes, accepted, handling);
    } catch (InvalidBase64Exception _) {
      throw GatewayErrors.invalidBase64();
    }
  }
}
