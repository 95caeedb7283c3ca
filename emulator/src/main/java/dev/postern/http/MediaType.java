package dev.postern.http;

import java.util.Locale;

/** Media types as API Gateway compares them: without parameters, in lower case. */
public final class MediaType {
  public static final String JSON = "application/json";

  private MediaType() {}

  /**
   * Returns the type without parameters, in lower case: {@code "text/plain"} for {@code
   * "Text/Plain; charset=utf-8"}.
   */
  public static String withoutParameters(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
