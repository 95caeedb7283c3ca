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
 * <p>An entry may end in a wildcard: <code>image/*</code> or <code>*&#47;*</code>. Any other
 * asterisk, and each asterisk in a header, is a literal character.
 *
 * @param exact media types without a wildcard, in lower case
 * @param prefixes prefixes of the entries with a wildcard, such as {@code image/}
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

  /** Compiles the entries of an API's {@code binaryMediaTypes}. */
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
   * Returns whether a body of the given type is binary.
   *
   * @param contentType as sent, with parameters; null or empty is not binary
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

  /** Returns whether the first entry of an Accept header is binary. */
  public boolean matchesAccept(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    int comma = accept.indexOf(',');
    return matches(comma < 0 ? accept : accept.substring(0, comma));
  }
}
