package dev.postern.execute.integration;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.http.MediaType;
import dev.postern.mapping.BinaryMediaTypes;
import dev.postern.mapping.ContentConversion;
import dev.postern.mapping.ContentConversion.Converted;
import dev.postern.mapping.ContentHandling;
import dev.postern.mapping.InvalidBase64Exception;
import dev.postern.mapping.MappingInput;
import dev.postern.mapping.PassthroughBehavior;
import dev.postern.mapping.Payload;
import dev.postern.mapping.Template;
import dev.postern.mapping.TemplateChoice;
import dev.postern.mapping.TemplateException;
import dev.postern.mapping.Templates;

/**
 * The way in which an integration's request body is built: the client's body, converted by the
 * content handling, then mapped by the template for its content type, if there is one.
 *
 * @param passthrough behaviour for content types without a template
 * @param binary media types with binary bodies; a request without Content-Type counts as JSON
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html">
 *     Content type conversions in API Gateway</a>
 */
public record RequestBody(
    Templates templates,
    PassthroughBehavior passthrough,
    BinaryMediaTypes binary,
    ContentHandling handling) {

  /** Returns the body to send. */
  public byte[] make(Exchange exchange, MappingInput input) {
    String sent = exchange.request().headers().get("Content-Type");
    String contentType = sent == null ? MediaType.JSON : sent;
    boolean bytes = binary.matches(contentType);
    TemplateChoice choice = templates.forRequest(contentType, passthrough);
    exchange.chosen(() -> "request body " + contentType + ": " + described(choice, bytes));
    return switch (choice) {
      case TemplateChoice.Transform(_, Template template) -> transformed(template, bytes, input);
      case TemplateChoice.PassThrough() -> passed(exchange, bytes, input.body().bytes());
      case TemplateChoice.Unsupported() -> throw GatewayErrors.unsupportedMediaType();
    };
  }

  private String described(TemplateChoice choice, boolean bytes) {
    String kind = (bytes ? "binary" : "text") + ", contentHandling " + handling + ", ";
    return switch (choice) {
      case TemplateChoice.Transform(String mediaType, _) -> kind + "template " + mediaType;
      case TemplateChoice.PassThrough() -> kind + "passed through by " + passthrough;
      case TemplateChoice.Unsupported() -> kind + "refused by " + passthrough;
    };
  }

  private byte[] passed(Exchange exchange, boolean bytes, byte[] body) {
    Converted converted = converted(bytes, body);
    if (converted.replaced()) {
      exchange.chosen(() -> "request body: bytes that are not UTF-8 are replaced by U+FFFD");
    }
    return converted.body();
  }

  private byte[] transformed(Template template, boolean bytes, MappingInput input) {
    if (!bytes && handling != ContentHandling.CONVERT_TO_BINARY) {
      return rendered(template, input);
    }
    Converted body = converted(bytes, input.body().bytes());
    if (body.binary()) {
      throw GatewayErrors.unableToTransformRequest("binary data");
    }
    return rendered(template, input.withBody(new Payload(body.body())));
  }

  private static byte[] rendered(Template template, MappingInput input) {
    try {
      return template.renderBytes(input);
    } catch (TemplateException e) {
      throw GatewayErrors.unableToTransformRequest(e.getMessage());
    }
  }

  private Converted converted(boolean bytes, byte[] body) {
    try {
      return ContentConversion.request(body, bytes, handling);
    } catch (InvalidBase64Exception _) {
      throw GatewayErrors.invalidBase64();
    }
  }
}
