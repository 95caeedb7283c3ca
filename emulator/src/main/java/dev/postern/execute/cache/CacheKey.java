package dev.postern.execute.cache;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a cached response. Immutable.
 *
 * <p>A value is null if the request lacks the parameter, a text, or a list of several texts. So a
 * missing value, an empty one and several values are different keys, whatever characters they have.
 */
public final class CacheKey {
  /** Values of a method without cache key parameters. */
  public static final @Nullable Object[] NO_VALUES = {};

  /** Rough size of the objects of an entry, apart from their texts and the body. */
  private static final int OVERHEAD_BYTES = 256;

  private final long contents;
  private final CacheScope scope;
  private final String verb;
  private final @Nullable Object[] values;
  private final int hash;

  /**
   * Creates a key.
   *
   * @param contents number of the cache's contents; a flushed cache has another
   * @param verb HTTP method of the request
   * @param values not copied: nobody may write into it
   */
  CacheKey(long contents, CacheScope scope, String verb, @Nullable Object[] values) {
    this.contents = contents;
    this.scope = scope;
    this.verb = verb;
    this.values = values;
    this.hash =
        31 * (31 * (31 * Long.hashCode(contents) + scope.hashCode()) + verb.hashCode())
            + Arrays.hashCode(values);
  }

  boolean isOf(long someContents) {
    return contents == someContents;
  }

  /** Returns the approximate size of this key in bytes. */
  int bytes() {
    int bytes = OVERHEAD_BYTES;
    for (Object value : values) {
      if (value instanceof String text) {
        bytes += text.length();
      } else if (value instanceof List<?> several) {
        for (Object one : several) {
          bytes += OVERHEAD_BYTES / 4 + one.toString().length();
        }
      }
    }
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CacheKey that
        && hash == that.hash
        && contents == that.contents
        && scope.equals(that.scope)
        && verb.equals(that.verb)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Returns a description for the inspector. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(verb).append(' ').append(scope);
    for (int i = 0; i < values.length; i++) {
      text.append(", ").append(scope.parameters().get(i));
      text.append(values[i] == null ? " missing" : " = " + values[i]);
    }
    return text.toString();
  }
}
