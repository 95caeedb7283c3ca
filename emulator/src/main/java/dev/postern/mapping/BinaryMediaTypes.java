package dev.postern.mapping;

import dev.postern.http.MediaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API's binary media types, compiled. Immutable.
 *
 * <p>An entry may end in a wildcard, <code>image/*</code> or <code>*&#47;*</code>; elsewhere an
 * asterisk is a character like any other. In the header it is one always.
 *
 * @param exact types, in lower case
 * @param prefixes of entries with a wildcard: {@code image/}
 * @param all whether one entry is <code>*&#47;*</code>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html">
 *     Binary media types for REST APIs in API Gateway</a>
 */
public record BinaryMediaTypes(Set<String> exact, List<String> prefixes, boolean all) {
  public BinaryMediaTypes {
    exact = Set.copyOf(exact);
    prefixes = List.copyOf(prefixes);
  }

  /** Compiles the entries as the API lists them. */
  public static BinaryMediaTypes of(List<String> entries) {
    Set<String> exact = new HashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String entry : entries) {
      String mediaType = entry.strip().toLowerCase(Locale.ROOT);
      if (mediaType.endsWith("/*")) {
        prefixes.add(mediaType.substring(0, mediaType.length() - 1));
      } else {
        exact.add(mediaType);
      }
    }
    return new BinaryMediaTypes(exact, prefixes, prefixes.contains("*/"));
  }

  /**
   * Whether a body of that type is binary.
   *
   * @param contentType as sent, parameters and all; without one nothing is binary
   */
  public boolean matches(@Nullable String contentType) {
    if (contentType == null || contentType.isEmpty()) {
      return false;
    }
    if (all) {
      return true;
    }
    String mediaType = MediaType.withoutParameters(contentType);
    return exact.contains(mediaType) || prefixes.stream().anyMatch(mediaType::startsWith);
  }

  /** Whether the first entry of an Accept header is binary. */
  public boolean matchesAccept(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    int comma = accept.indexOf(',');
    return matches(comma < 0 ? accept : accept.substring(0, comma));
  }
}
