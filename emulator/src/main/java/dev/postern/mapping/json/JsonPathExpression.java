package dev.postern.mapping.json;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.Predicate;
import org.jspecify.annotations.Nullable;

/** A compiled JSONPath, such as {@code $.pets[*].name}. Immutable, for any number of threads. */
public final class JsonPathExpression {
  private enum Missing {
    MISSING
  }

  private static final String ROOT = "$";

  /** About half a second of one core. */
  private static final long WORK = 50_000_000;

  private static final Configuration CONFIGURATION =
      Configuration.builder().jsonProvider(Json.PROVIDER).build();

  private final JsonPath path;

  /** Whether it leads to one place, step by step: then there is nothing to count. */
  private final boolean straight;

  private JsonPathExpression(JsonPath path, String source) {
    this.path = path;
    this.straight = path.isDefinite() && source.indexOf('(') < 0;
  }

  /**
   * Compiles.
   *
   * @throws IllegalArgumentException when it is no JSONPath
   */
  public static JsonPathExpression compile(String source) {
    try {
      RegexFilters filters = RegexFilters.of(source);
      JsonPath path =
          JsonPath.compile(filters.rest(), filters.predicates().toArray(new Predicate[0]));
      return new JsonPathExpression(path, source);
    } catch (RuntimeException | StackOverflowError e) {
      // The library has exceptions of all kinds for what is no path.
      throw new IllegalArgumentException("no JSONPath: " + source, e);
    }
  }

  /**
   * The live value at the path; for a path that may match several places a list, which may be
   * empty. Whether there was none is answered by {@link #isMissing}.
   *
   * @param document what {@link Json#parse} made
   * @throws IllegalArgumentException when finding it takes too much work, or the path cannot be
   *     walked: a function in it is unknown, say
   */
  public @Nullable Object read(@Nullable Object document) {
    return read(document, new WorkLimit(WORK));
  }

  /**
   * The same, on a budget of the caller's.
   *
   * @param work told of all that is looked at; what it throws is the cause of the exception
   */
  public @Nullable Object read(@Nullable Object document, Work work) {
    if (document == null) {
      return path.getPath().equals(ROOT) ? null : Missing.MISSING;
    }
    try {
      return path.read(document, straight ? CONFIGURATION : counting(work));
    } catch (PathNotFoundException _) {
      return Missing.MISSING;
    } catch (RuntimeException e) {
      // A path that the library took and cannot walk ends in an exception of any kind.
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("values nested too deeply for " + path.getPath(), e);
    }
  }

  /** Whether {@link #read} found nothing, as opposed to JSON's null. */
  public static boolean isMissing(@Nullable Object read) {
    return read instanceof Missing;
  }

  private static Configuration counting(Work work) {
    return Configuration.builder().jsonProvider(new CountingProvider(work)).build();
  }

  /** The work of one reading, when nobody else counts. For one thread. */
  private static final class WorkLimit implements Work {
    private long left;

    WorkLimit(long most) {
      left = most;
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
