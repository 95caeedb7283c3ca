package dev.postern.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes query parameters to ordered, multi-valued names, and encodes text. */
public final class QueryString {
  private QueryString() {}

  /**
   * Returns decoded names and values ({@code +} is a space) in the order of first appearance. A
   * name without {@code =} has the value {@code ""}. A broken percent escape stays unchanged.
   *
   * @param query raw, without the question mark
   */
  public static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    int start = 0;
    while (start < query.length()) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      if (end > start) {
        int equals = query.indexOf('=', start);
        String name = decode(query.substring(start, equals < 0 || equals > end ? end : equals));
        String value = equals < 0 || equals > end ? "" : decode(query.substring(equals + 1, end));
        parameters.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
      start = end + 1;
    }
    return parameters;
  }

  /** Decodes form-encoded UTF-8 text; returns text with a broken escape unchanged. */
  public static String decode(String text) {
    return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decoded(text, text);
  }

  /**
   * Decodes a percent-encoded path segment as UTF-8; a plus stays a plus. Returns text with a
   * broken escape unchanged.
   */
  public static String decodePath(String text) {
    return text.indexOf('%') < 0 ? text : decoded(text.replace("+", "%2B"), text);
  }

  private static String decoded(String encoded, String otherwise) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return otherwise;
    }
  }

  /** Encodes text as UTF-8 by RFC 3986; a space becomes {@code %20}. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
