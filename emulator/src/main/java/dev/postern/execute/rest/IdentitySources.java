package dev.postern.execute.rest;

import dev.postern.execute.Exchange;
import dev.postern.execute.observe.Secrets;
import dev.postern.mapping.MappingExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The compiled identity sources of an authorizer: the parts of a request that identify its caller.
 * Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html">
 *     Configure an API Gateway Lambda authorizer</a>
 */
public final class IdentitySources {
  /** The sources of an authorizer that identifies the caller by nothing in particular. */
  public static final IdentitySources NONE = new IdentitySources(List.of(), null);

  private static final String HEADER = "method.request.header.";
  private static final String QUERY = "method.request.querystring.";

  private final List<Source> sources;
  private final @Nullable Pattern pattern;

  private record Source(String name, Function<Exchange, @Nullable String> value) {}

  private IdentitySources(List<Source> sources, @Nullable Pattern pattern) {
    this.sources = List.copyOf(sources);
    this.pattern = pattern;
  }

  /**
   * Parses identity sources.
   *
   * @param text sources as an authorizer has them, separated by commas
   * @param pattern pattern that each whole value must match, or null
   * @throws IllegalArgumentException if a source is none
   */
  public static IdentitySources parse(String text, @Nullable Pattern pattern) {
    List<Source> sources = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String source = part.strip();
      if (!source.isEmpty()) {
        sources.add(new Source(source, value(source)));
      }
    }
    return new IdentitySources(sources, pattern);
  }

  /** Header names ignore case, unlike those of parameter mappings. */
  private static Function<Exchange, @Nullable String> value(String source) {
    if (source.startsWith(HEADER)) {
      String name = source.substring(HEADER.length());
      return exchange -> {
        List<String> all = exchange.request().headers().all(name);
        return all.isEmpty() ? null : String.join(",", all);
      };
    }
    if (source.startsWith(QUERY)) {
      String name = source.substring(QUERY.length());
      return exchange -> {
        List<String> all = exchange.query().get(name);
        return all == null ? null : all.getLast();
      };
    }
    MappingExpression expression = MappingExpression.compile(source);
    return exchange -> expression.value(exchange.mappingInput());
  }

  /**
   * Returns the values in the order of the sources, or null if one is missing, is empty or does not
   * match the pattern.
   */
  @Nullable List<String> values(Exchange exchange) {
    if (sources.size() == 1) {
      String value = accepted(sources.getFirst(), exchange);
      return value == null ? null : List.of(value);
    }
    List<String> values = new ArrayList<>(sources.size());
    for (Source source : sources) {
      String value = accepted(source, exchange);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  private @Nullable String accepted(Source source, Exchange exchange) {
    String value = source.value().apply(exchange);
    return value == null
            || value.isEmpty()
            || (pattern != null && !pattern.matcher(value).matches())
        ? null
        : value;
  }

  /** Returns the values as the execution log shows them: by source, masked. */
  Map<String, String> masked(List<String> values) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      shown.put(sources.get(i).name(), Secrets.mask(values.get(i)));
    }
    return shown;
  }
}
