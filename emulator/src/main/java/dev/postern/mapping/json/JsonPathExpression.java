package dev.postern.mapping.json;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import org.jspecify.annotations.Nullable;

/** A compiled JSONPath, such as {@code $.pets[*].name}. Immutable, for any number of threads. */
public final class JsonPathExpression {
  private enum Missing {
    MISSING
  }

  private static final String ROOT = "$";

  private static final Configuration CONFIGURATION =
      Configuration.builder().jsonProvider(Json.PROVIDER).build();

  private final JsonPath path;

  private JsonPathExpression(JsonPath path) {
    this.path = path;
  }

  /**
   * Compiles.
   *
   * @throws IllegalArgumentException when it is no JSONPath
   */
  public static JsonPathExpression compile(String source) {
    try {
      return new JsonPathExpression(JsonPath.compile(source));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("no JSONPath: " + source, e);
    }
  }

  /**
   * The live value at the path; for a path that may match several places a list, which may be
   * empty. Whether there was none is answered by {@link #isMissing}.
   *
   * @param document what {@link Json#parse} made
   */
  public @Nullable Object read(@Nullable Object document) {
    if (document == null) {
      return path.getPath().equals(ROOT) ? null : Missing.MISSING;
    }
    try {
      return path.read(document, CONFIGURATION);
    } catch (PathNotFoundException _) {
      return Missing.MISSING;
    }
  }

  /** Whether {@link #read} found nothing, as opposed to JSON's null. */
  public static boolean isMissing(@Nullable Object read) {
    return read instanceof Missing;
  }
}
