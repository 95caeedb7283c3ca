package dev.postern.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled parameter mapping source, such as {@code method.request.querystring.page}, {@code
 * context.requestId}, {@code integration.response.body.id} or {@code 'static'}. Immutable.
 */
public final class MappingExpression {
  private MappingExpression() {}

  /**
   * Parses a source.
   *
   * @throws IllegalArgumentException when it has no form AWS knows
   */
  public static MappingExpression compile(String source) {
    return new MappingExpression();
  }

  /**
   * All values, empty when the source is missing; more than one only for the multi-value query
   * string form.
   */
  public List<String> values(MappingInput input) {
    return List.of(input.body().text());
  }

  /**
   * The one value: the last of several, or joined by a comma for the multi-value forms; null when
   * missing.
   */
  public @Nullable String value(MappingInput input) {
    return input.body().text();
  }
}
