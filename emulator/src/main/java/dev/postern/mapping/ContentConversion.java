package dev.postern.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.aws.Unverified;
import java.util.Arrays;
import java.util.Base64;

/**
 * Conversion of bodies between bytes and base64 text. A body that counts as text is decoded and
 * encoded again as UTF-8.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html">
 *     Content type conversions in API Gateway</a>
 */
public final class ContentConversion {
  private static final char REPLACEMENT = '\uFFFD';

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
    return new Converted(body, true, false);
  }

  private static Converted encoded(byte[] body) {
    return new Converted(Base64.getEncoder().encode(body), false, false);
  }

  @Unverified(
      "Quotation marks around the base64 text are ignored: a Lambda function returns it as a JSON"
          + " string, and AWS's blog on binary support decodes that. The decoder's further leniency"
          + " is not recorded; only white space around the text is accepted.")
  private static Converted decoded(byte[] body) {
    String text = new String(body, ISO_8859_1).strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    try {
      byte[] bytes =
          Base64.getDecoder().decode(quoted ? text.substring(1, text.length() - 1) : text);
      return new Converted(bytes, true, false);
    } catch (IllegalArgumentException e) {
      throw new InvalidBase64Exception(e);
    }
  }

  /** Returns UTF-8 text, the same array if it is valid; replaces invalid bytes by U+FFFD. */
  private static Converted text(byte[] body) {
    String text = new String(body, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return new Converted(body, false, false);
    }
    byte[] encoded = text.getBytes(UTF_8);
    return new Converted(encoded, false, !Arrays.equals(body, encoded));
  }

  /**
   * A converted body.
   *
   * @param binary whether the body is raw bytes, which a template cannot read
   * @param replaced whether bytes that are not UTF-8 were replaced by U+FFFD
   */
  public record Converted(byte[] body, boolean binary, boolean replaced) {}
}
