package dev.postern.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the integration response for what an integration answered. Immutable.
 *
 * <p>Patterns are Java's and must match the whole text; an entry without one is the default. Of
 * several that match, the one of the lowest status code is taken.
 *
 * @param <T> what is selected
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings-execution-console.html">
 *     Set up an integration response using the API Gateway console</a>
 */
public final class IntegrationResponseSelector<T> {
  private final List<Compiled<T>> entries;
  private final @Nullable T fallback;

  private IntegrationResponseSelector(List<Compiled<T>> entries, @Nullable T fallback) {
    this.entries = entries;
    this.fallback = fallback;
  }

  /**
   * Compiles the patterns.
   *
   * @throws IllegalArgumentException when one is no regular expression
   */
  public static <T> IntegrationResponseSelector<T> of(List<Entry<T>> entries) {
    List<Entry<T>> ordered =
        entries.stream().sorted(Comparator.comparingInt(Entry::statusCode)).toList();
    List<Compiled<T>> compiled =
        ordered.stream()
            .filter(Entry::hasPattern)
            .map(entry -> new Compiled<>(Pattern.compile(entry.patternOrEmpty()), entry))
            .toList();
    for (Entry<T> entry : ordered) {
      if (!entry.hasPattern()) {
        return new IntegrationResponseSelector<>(compiled, entry.value());
      }
    }
    return new IntegrationResponseSelector<>(compiled, null);
  }

  /**
   * By a status code's text, or by a Lambda function's error message.
   *
   * @param subject null when the function succeeded: only patterns that match no text match it
   * @return empty when nothing matches and there is no default: a configuration error
   */
  public Optional<T> select(@Nullable String subject) {
    String text = subject == null ? "" : subject;
    for (Compiled<T> compiled : entries) {
      if (compiled.pattern.matcher(text).matches()) {
        return Optional.of(compiled.entry.value());
      }
    }
    return Optional.ofNullable(fallback);
  }

  /**
   * By the status that a MOCK integration's request template named: of the matching entries one of
   * that very status code is preferred.
   */
  public Optional<T> selectForMock(int status) {
    String text = Integer.toString(status);
    for (Compiled<T> compiled : entries) {
      if (compiled.entry.statusCode() == status && compiled.pattern.matcher(text).matches()) {
        return Optional.of(compiled.entry.value());
      }
    }
    return select(text);
  }

  private record Compiled<T>(Pattern pattern, Entry<T> entry) {}

  /**
   * One integration response.
   *
   * @param selectionPattern null or empty for the default
   */
  public record Entry<T>(@Nullable String selectionPattern, int statusCode, T value) {
    private boolean hasPattern() {
      return !patternOrEmpty().isEmpty();
    }

    private String patternOrEmpty() {
      return selectionPattern == null ? "" : selectionPattern;
    }
  }
}
