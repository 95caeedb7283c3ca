package dev.postern.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Conversion of bodies of non-proxy integrations between bytes and base64 text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html">
 *     Content type conversions in API Gateway</a>
 */
public final class ContentConversion {
  private ContentConversion() {}

  /**
   * Converts a request body for the integration.
   *
   * @param binary whether its Content-Type is a binary media type
   * @throws InvalidBase64Exception if text to convert to binary is not base64
   */
  public static Converted request(byte[] body, boolean binary, ContentHandling handling) {
    if (binary) {
      return handling == ContentHandling.CONVERT_TO_TEXT ? encoded(body) : raw(body);
    }
    return handling == ContentHandling.CONVERT_TO_BINARY ? decoded(body) : text(body);
  }

  /**
   * Converts a response body for the client.
   *
   * @param binary whether the integration response's Content-Type is a binary media type
   * @param accepted whether the first type that the client accepts is a binary media type
   * @throws InvalidBase64Exception if text to convert to binary is not base64
   */
  public static Converted response(
      byte[] body, boolean binary, boolean accepted, ContentHandling handling) {
    boolean toBinary =
        switch (handling) {
          case NONE -> accepted;
          case CONVERT_TO_BINARY -> true;
          case CONVERT_TO_TEXT -> false;
        };
    if (binary) {
      return toBinary ? raw(body) : encoded(body);
    }
    return toBinary ? decoded(body) : text(body);
  }

  private static Converted raw(byte[] body) {
    return new Converted(body, true);
  }

  private static Converted encoded(byte[] body) {
    return new Converted(Base64.getEncoder().encode(body), false);
  }

  private static Converted decoded(byte[] body) {
    try {
      return new Converted(Base64.getDecoder().decode(new String(body, ISO_8859_1).strip()), true);
    } catch (IllegalArgumentException e) {
      throw new InvalidBase64Exception(e);
    }
  }

  /** Returns UTF-8 text; replaces invalid bytes by U+FFFD. */
  private static Converted text(byte[] body) {
    return new Converted(new String(body, UTF_8).getBytes(UTF_8), false);
  }

  /**
   * A converted body.
   *
   * @param binary whether the body is raw bytes, which a template cannot read
   */
  public record Converted(byte[] body, boolean binary) {}
}
