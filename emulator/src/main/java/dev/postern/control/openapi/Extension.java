package dev.postern.control.openapi;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Extensions of API Gateway that an exported file can contain.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html">GetExport</a>
 */
public enum Extension {
  INTEGRATIONS,
  AUTHORIZERS,
  DOCUMENTATION,
  VALIDATORS,
  GATEWAYRESPONSES,

  /** Binary media types, policy and other settings of the API. In the query it selects all. */
  APIGATEWAY,

  /** For imports into Postman, which reads plain OpenAPI. Adds nothing. */
  POSTMAN;

  /** Returns all extensions that an import can read. */
  public static Set<Extension> all() {
    return EnumSet.complementOf(EnumSet.of(POSTMAN));
  }

  /** Parses the list in the query. Ignores unknown words. */
  public static Set<Extension> parse(@Nullable String list) {
    Set<Extension> extensions = EnumSet.noneOf(Extension.class);
    Optional.ofNullable(list).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(word -> word.strip().toUpperCase(Locale.ROOT))
        .forEach(word ->
            Stream.of(values()).filter(e -> e.name().equals(word)).forEach(extensions::add));
    if (extensions.contains(APIGATEWAY)) {
      extensions.addAll(all());
    }
    return extensions;
  }
}
