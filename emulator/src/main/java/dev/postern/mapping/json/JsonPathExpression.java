package dev.postern.mapping.json;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.Predicate;
import org.jspecify.annotations.Nullable;

/** Compiled JSONPath, such as {@code $.pets[*].name}. Immutable and thread-safe. */
public final class JsonPathExpression {
  private enum Missing {
    MISSING
  }

  private static final String ROOT = "$";

  /** Limit of about half a second of one core. */
  private static final long MAX_WORK = 50_000_000;

  private static final Configuration CONFIGURATION =
      Configuration.builder().jsonProvider(Json.PROVIDER).build();

  private final JsonPath path;

  /** Whether the path selects one place without a search, so that its work need not be counted. */
  private final boolean definite;

  private JsonPathExpression(JsonPath path, String source) {
    this.path = path;
    this.definite = path.isDefinite() && source.indexOf('(') < 0;
  }

  /**
   * Compiles a JSONPath.
   *
   * @throws IllegalArgumentException if it is not a JSONPath
   */
  public static JsonPathExpression compile(String source) {
    try {
      RegexFilters filters = RegexFilters.of(source);
      JsonPath path =
          JsonPath.compile(filters.path(), filters.predicates().toArray(new Predicate[0]));
      return new JsonPathExpression(path, source);
    } catch (RuntimeException | StackOverflowError e) {
      // The library throws exceptions of many types for an invalid path.
      throw new IllegalArgumentException("not a JSONPath: " + source, e);
    }
  }

  /**
   * Returns the value at the path, not a copy. For a path that may match several places returns a
   * list, which may be empty. {@link #isMissing} tells whether there is no value.
   *
   * @param document result of {@link Json#parse}
   * @throws IllegalArgumentException if the evaluation takes too much work or fails, for example
   *     because of an unknown function
   */
  public @Nullable Object read(@Nullable Object document) {
    return read(document, new WorkLimit(MAX_WORK));
  }

  /**
   * Returns the value at the path, within a limit of the caller.
   *
   * @param work counts what is read; an exception that it throws is the cause of the one thrown
   *     here
   */
  public @Nullable Object read(@Nullable Object document, Work work) {
    if (document == null) {
      return path.getPath().equals(ROOT) ? null : Missing.MISSING;
    }
    try {
      return path.read(document, definite ? CONFIGURATION : counting(work));
    } catch (PathNotFoundException _) {
      return Missing.MISSING;
    } catch (RuntimeException e) {
      // The library throws exceptions of many types if it cannot evaluate a path.
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("values nested too deeply for " + path.getPath(), e);
    }
  }

  /** Returns whether the result of {@link #read} means no value, as opposed to JSON's null. */
  public static boolean isMissing(@Nullable Object read) {
    return read instanceof Missing;
  }

  private static Configuration counting(Work work) {
    return Configuration.builder().jsonProvider(new CountingProvider(work)).build();
  }

  /** Limit of the work of one evaluation. Not thread-safe. */
  private static final class WorkLimit implements Work {
    private long left;

    WorkLimit(long max) {
      left = max;
    }

    @Override
    public void charge(long units) {
      left -= units;
      if (left < 0) {
        throw new IllegalArgumentException("the JSONPath takes too much work");
      }
    }
  }
}
