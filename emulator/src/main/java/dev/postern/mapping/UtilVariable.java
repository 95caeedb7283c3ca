package dev.postern.mapping;

import dev.postern.http.QueryString;
import dev.postern.mapping.json.Json;
import dev.postern.mapping.vtl.Arguments;
import dev.postern.mapping.vtl.Scriptable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * {@code $util}. Converts arguments to strings. Stateless.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
 *     Variables for data transformations for API Gateway</a>
 */
final class UtilVariable implements Scriptable {
  /** Work for each parsed character: three characters can create an object of sixty bytes. */
  private static final long PARSED_CHARACTER_COST = 8;

  private static final String HEX = "0123456789ABCDEF";

  @Override
  public @Nullable Object property(String name) {
    return null;
  }

  @Override
  public @Nullable Object call(String name, Arguments arguments) {
    if (arguments.count() != 1) {
      return null;
    }
    String text = arguments.text(0);
    arguments.charge(text.length());
    return switch (name) {
      case "escapeJavaScript" -> escapeJavaScript(text);
      case "parseJson" -> parseJson(text, arguments);
      case "urlEncode" -> URLEncoder.encode(text, StandardCharsets.UTF_8);
      case "urlDecode" -> QueryString.decode(text);
      case "base64Encode" ->
          Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      case "base64Decode" -> base64Decode(text);
      default -> null;
    };
  }

  private static @Nullable Object parseJson(String text, Arguments arguments) {
    arguments.charge(PARSED_CHARACTER_COST * text.length());
    return text.isEmpty() ? null : Json.parse(text);
  }

  /** Escapes a text for a JavaScript string in single or double quotes. */
  static String escapeJavaScript(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\'', '\\', '/' -> escaped.append('\\').append(c);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\b' -> escaped.append("\\b");
        case '\f' -> escaped.append("\\f");
        default -> {
          if (c >= ' ' && c <= '~') {
            escaped.append(c);
          } else {
            escaped.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              escaped.append(HEX.charAt(c >> shift & 15));
            }
          }
        }
      }
    }
    return escaped.toString();
  }

  /** Decodes standard or URL-safe base64, padded or not; ignores other characters. */
  private static String base64Decode(String text) {
    String standard = text.replace('-', '+').replace('_', '/');
    return new String(Base64.getMimeDecoder().decode(standard), StandardCharsets.UTF_8);
  }
}
