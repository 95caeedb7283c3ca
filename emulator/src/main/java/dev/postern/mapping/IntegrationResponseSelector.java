package dev.postern.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects the integration response for the result of an integration. Immutable.
 *
 * <p>Patterns are Java's and must match the whole text. An entry without a pattern is the default.
 * If several entries match, the one with the lowest status code is selected.
 *
 * @param <T> type of the selected values
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
   * @throws IllegalArgumentException if a pattern is not a regular expression
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
   * Selects by the text of a status code or by the error message of a Lambda function.
   *
   * @param subject null if the function succeeded; only patterns that match the empty text match it
   * @return empty if no entry matches and there is no default, which is a configuration error
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
   * Selects by the status that a MOCK integration's request template set. A matching entry with
   * exactly this status code takes precedence.
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
