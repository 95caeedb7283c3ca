package dev.postern.execute.observe;

import dev.postern.http.Headers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Keeps credentials out of logs. */
public final class Secrets {
  private static final int SHOWN = 6;

  private static final Set<String> HEADERS =
      Set.of("authorization", "x-api-key", "x-amz-security-token", "cookie", "proxy-authorization");

  private Secrets() {}

  /** All but the last six characters are asterisks. */
  public static String mask(String secret) {
    int hidden = secret.length() > SHOWN ? secret.length() - SHOWN : secret.length();
    return "*".repeat(hidden) + secret.substring(hidden);
  }

  /** Names and values, of a repeated name the last, in their order; credentials are masked. */
  public static Map<String, String> masked(Headers headers) {
    Map<String, String> shown = new LinkedHashMap<>();
    headers.forEach((name, value) ->
        shown.put(name, HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? mask(value) : value));
    return shown;
  }
}
