package dev.postern.mapping;

import dev.postern.aws.Unverified;
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
 * <p>An entry may end in a wildcard: <code>image/*</code> or <code>*&#47;*</code>. An entry with
 * any other asterisk, such as <code>*&#47;json</code>, matches nothing. An asterisk in a header is
 * a literal character.
 *
 * @param exact media types without a wildcard, in lower case
 * @param prefixes prefixes of the entries with a wildcard, such as {@code image/}
 * @param all whether one entry is <code>*&#47;*</code>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html">
 *     Binary media types for REST APIs in API Gateway</a>
 */
public record BinaryMediaTypes(Set<String> exact, List<String> prefixes, boolean all) {
  private static final String ALL = "*/*";

  public BinaryMediaTypes {
    exact = Set.copyOf(exact);
    prefixes = List.copyOf(prefixes);
  }

  /** Compiles the entries of an API's {@code binaryMediaTypes}. */
  @Unverified(
      "Media types are compared without regard to case. An asterisk within a subtype, as in"
          + " image/p*, makes an entry match nothing; only a left wildcard is recorded to do so.")
  public static BinaryMediaTypes of(List<String> entries) {
    Set<String> exact = new HashSet<>();
    List<String> prefixes = new ArrayList<>();
    boolean all = false;
    for (String entry : entries) {
      String mediaType = entry.strip().toLowerCase(Locale.ROOT);
      if (mediaType.equals(ALL)) {
        all = true;
      } else if (mediaType.endsWith("/*") && mediaType.indexOf('*') == mediaType.length() - 1) {
        prefixes.add(mediaType.substring(0, mediaType.length() - 1));
      } else if (mediaType.indexOf('*') < 0) {
        exact.add(mediaType);
      }
    }
    return new BinaryMediaTypes(exact, prefixes, all);
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
