package dev.postern.execute.front;

import dev.postern.aws.Unverified;
import dev.postern.http.HeaderNames;
import dev.postern.http.Headers;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which API Gateway drops, keeps, renames or refuses headers. Names are compared
 * without regard to case, unlike those that mappings and templates read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">
 *     Amazon API Gateway important notes</a>
 */
@Unverified(
    "A header is dropped, renamed or refused in any spelling, and one that a mapping or override"
        + " sets replaces the header of the same name in any other spelling. Only the usual"
        + " spellings are recorded.")
public final class HeaderRules {
  /** Prefix of renamed headers whose own name API Gateway sets itself. */
  public static final String REMAPPED = "x-amzn-Remapped-";

  private static final HeaderNames DROPPED_ON_ENTRY =
      HeaderNames.of(
          "connection",
          "content-length",
          "content-md5",
          "expect",
          "max-forwards",
          "proxy-authenticate",
          "server",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "www-authenticate");

  /** Headers whose mapping breaks every integration. */
  private static final HeaderNames NEVER_MAPPED =
      HeaderNames.of(
          "content-length", "transfer-encoding", "x-amzn-trace-id", "x-amzn-apigateway-api-id");

  private static final HeaderNames NEVER_MAPPED_TO_AWS =
      HeaderNames.of("authorization", "connection", "expect", "proxy-authenticate", "te");

  private static final HeaderNames NEVER_SENT_TO_HTTP =
      HeaderNames.of("connection", "expect", "proxy-authenticate", "te", "via");

  private static final HeaderNames NOT_FORWARDED_TO_HTTP =
      HeaderNames.of(
          "host", "via", "content-encoding", "x-amzn-requestid", "x-http-method-override");

  private static final String SIGNATURE = "AWS4-HMAC-SHA256 ";

  private static final HeaderNames REMAPPED_OF_PROXY =
      HeaderNames.of(
          "authorization",
          "connection",
          "content-length",
          "content-md5",
          "date",
          "max-forwards",
          "server",
          "user-agent",
          "www-authenticate",
          "x-amzn-requestid");

  private static final HeaderNames DROPPED_OF_PROXY =
      HeaderNames.of(
          "transfer-encoding",
          "keep-alive",
          "expect",
          "host",
          "proxy-authenticate",
          "te",
          "trailer",
          "upgrade",
          "via");

  /** Headers that delimit a message; only the gateway sets them. */
  private static final HeaderNames FRAMING = HeaderNames.of("content-length", "transfer-encoding");

  private static final HeaderNames REMAPPED_WHEN_MAPPED =
      HeaderNames.of(
          "authorization",
          "connection",
          "content-length",
          "content-md5",
          "date",
          "expect",
          "host",
          "max-forwards",
          "proxy-authenticate",
          "server",
          "trailer",
          "upgrade",
          "user-agent",
          "www-authenticate");

  /** A content length below one exabyte. */
  private static final Pattern CONTENT_LENGTH = Pattern.compile("[0-9]{1,18}");

  private HeaderRules() {}

  /** Returns the client's headers as mappings, templates and proxy events see them. */
  public static Headers onEntry(Headers sent) {
    int dropped = 0;
    for (int i = 0; i < sent.size(); i++) {
      dropped += DROPPED_ON_ENTRY.contains(sent.name(i)) ? 1 : 0;
    }
    if (dropped == 0) {
      return sent;
    }
    Headers.Builder kept = Headers.builder();
    for (int i = 0; i < sent.size(); i++) {
      if (!DROPPED_ON_ENTRY.contains(sent.name(i))) {
        kept.add(sent.name(i), sent.value(i));
      }
    }
    return kept.build();
  }

  /**
   * Returns whether HTTP_PROXY forwards the client's header. A signature is only for API Gateway.
   */
  public static boolean forwardedToHttp(String name, String value) {
    return name.equalsIgnoreCase("authorization")
        ? !value.startsWith(SIGNATURE)
        : !NOT_FORWARDED_TO_HTTP.contains(name);
  }

  /** Returns whether a mapping to this integration header makes every request fail. */
  public static boolean refusedMapping(String name, boolean awsIntegration) {
    return NEVER_MAPPED.contains(name) || (awsIntegration && NEVER_MAPPED_TO_AWS.contains(name));
  }

  /** Sets a mapped header of a request to an HTTP backend, unless the header must not be sent. */
  public static void setForHttp(Headers.Builder request, String name, String value) {
    if (!NEVER_SENT_TO_HTTP.contains(name)) {
      setMapped(request, name, value);
    }
  }

  /** Sets a header whose name and value come from a client or template. Drops a malformed name. */
  public static void setMapped(Headers.Builder message, String name, String value) {
    if (isToken(name)) {
      message.set(name, fieldValue(value));
    }
  }

  /** Adds a header of a proxy integration's response to the client's response. */
  public static void addOfProxyResponse(Headers.Builder response, String name, String value) {
    if (DROPPED_OF_PROXY.contains(name) || !isToken(name)) {
      return;
    }
    response.add(REMAPPED_OF_PROXY.contains(name) ? REMAPPED + name : name, fieldValue(value));
  }

  /**
   * Adds the content length of a stream, which only the integration knows, if it gave a valid one.
   * The renamed header was added already.
   *
   * @param contentLength value from the integration, or null
   */
  public static void addLengthOfStream(Headers.Builder response, @Nullable String contentLength) {
    if (contentLength != null && CONTENT_LENGTH.matcher(contentLength).matches()) {
      response.add("Content-Length", contentLength);
    }
  }

  /** Adds a header that a response parameter sets to the client's response. */
  public static void addMapped(Headers.Builder response, String name, String value) {
    if (name.equalsIgnoreCase("transfer-encoding")) {
      return;
    }
    setMapped(response, REMAPPED_WHEN_MAPPED.contains(name) ? REMAPPED + name : name, value);
  }

  /** Sets a header that a gateway response names. Only the gateway's own {@code Date} is kept. */
  public static void setOfGatewayResponse(Headers.Builder response, String name, String value) {
    if (!FRAMING.contains(name)) {
      setMapped(response, name.equalsIgnoreCase("date") ? REMAPPED + name : name, value);
    }
  }

  /** Returns whether the name is a token: RFC 9110, section 5.6.2. */
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Returns the value with control characters replaced by spaces: RFC 9110, section 5.5. */
  private static String fieldValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isControl(value.charAt(i))) {
        return withoutControls(value);
      }
    }
    return value;
  }

  private static String withoutControls(String value) {
    StringBuilder clean = new StringBuilder(value);
    for (int i = 0; i < clean.length(); i++) {
      if (isControl(clean.charAt(i))) {
        clean.setCharAt(i, ' ');
      }
    }
    return clean.toString();
  }

  private static boolean isControl(char c) {
    return (c < ' ' && c != '\t') || c == 0x7F;
  }
}
