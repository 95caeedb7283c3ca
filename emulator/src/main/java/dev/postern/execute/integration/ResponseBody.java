package dev.postern.execute.integration;

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

/**
 * The way in which a non-proxy integration's response body is built: the backend's body, converted
 * by the content handling, then mapped by the template for a type that the client accepts, if there
 * is one.
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
    Converted converted = converted(backend, accept != null && binary.matchesAccept(accept));
    TemplateChoice choice = templates.forResponse(accept);
    exchange.chosen(() -> "response body, Accept " + accept + ": " + described(choice, converted));
    return switch (choice) {
      case TemplateChoice.Transform(String mediaType, Template template) ->
          new Made(transformed(template, converted, backend, input), mediaType);
      case TemplateChoice.PassThrough() -> new Made(converted.body(), MediaType.JSON);
      case TemplateChoice.Unsupported() ->
          throw new IllegalStateException("a response always has a template or passes through");
    };
  }

  private String described(TemplateChoice choice, Converted converted) {
    return (converted.binary() ? "binary" : "text")
        + ", contentHandling "
        + handling
        + (choice instanceof TemplateChoice.Transform(String mediaType, _)
            ? ", template " + mediaType
            : ", passed through");
  }

  private static byte[] transformed(
      Template template, Converted converted, BackendResponse backend, MappingInput input) {
    if (converted.binary() && converted.body().length > 0) {
      throw GatewayErrors.unableToTransformResponse("binary data");
    }
    boolean same = converted.body().length == backend.body().length;
    MappingInput read = same ? input : input.withBody(new Payload(converted.body()));
    try {
      return template.renderBytes(read);
    } catch (TemplateException e) {
      throw GatewayErrors.unableToTransformResponse(e.getMessage());
    }
  }

  private Converted converted(BackendResponse backend, boolean accepted) {
    boolean bytes = binary.matches(backend.headers().get("Content-Type"));
    if (!bytes && !accepted && handling != ContentHandling.CONVERT_TO_BINARY) {
      return new Converted(backend.body(), false);
    }
    try {
      return ContentConversion.response(backend.body(), bytes, accepted, handling);
    } catch (InvalidBase64Exception _) {
      throw GatewayErrors.invalidBase64();
    }
  }
}
