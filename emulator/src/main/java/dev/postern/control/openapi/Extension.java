package dev.postern.control.openapi;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of API Gateway's own an exported file holds beside OpenAPI.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html">GetExport</a>
 */
public enum Extension {
  INTEGRATIONS,
  AUTHORIZERS,
  DOCUMENTATION,
  VALIDATORS,
  GATEWAYRESPONSES,

  /** Binary media types, policy and the like; as a word of the query it stands for all. */
  APIGATEWAY,

  /** For imports into Postman, which reads plain OpenAPI: adds nothing. */
  POSTMAN;

  /** All that an import of the file can use. */
  public static Set<Extension> all() {
    return EnumSet.complementOf(EnumSet.of(POSTMAN));
  }

  /** Reads the list of the query; words that are not known do nothing. */
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
