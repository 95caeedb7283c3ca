package dev.postern.execute.observe;

import dev.postern.http.Headers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Masking of credentials in logs. */
public final class Secrets {
  private static final int SHOWN = 6;

  private static final Set<String> HEADERS =
      Set.of("authorization", "x-api-key", "x-amz-security-token", "cookie", "proxy-authorization");

  private Secrets() {}

  /** Returns the secret with all but its last six characters replaced by asterisks. */
  public static String mask(String secret) {
    int hidden = secret.length() > SHOWN ? secret.length() - SHOWN : secret.length();
    return "*".repeat(hidden) + secret.substring(hidden);
  }

  /**
   * Returns names and values in order, the last value of a repeated name; credentials are masked.
   */
  public static Map<String, String> masked(Headers headers) {
    Map<String, String> shown = new LinkedHashMap<>();
    headers.forEach((name, value) ->
        shown.put(name, HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? mask(value) : value));
    return shown;
  }
}
