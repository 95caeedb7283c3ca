package dev.postern.execute.rest;

import dev.postern.aws.Unverified;
import dev.postern.execute.Exchange;
import dev.postern.http.Headers;
import dev.postern.http.QueryString;
import dev.postern.mapping.MappingExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter of a request whose value is part of the key of the cached response. */
public sealed interface CacheKeyParameter {
  /** Returns the value as {@code CacheKey} takes it: null, a text or a list of several texts. */
  @Nullable Object value(Exchange exchange);

  /** {@code method.request.path.name}. */
  record Path(String name) implements CacheKeyParameter {
    @Override
    public @Nullable Object value(Exchange exchange) {
      String raw = exchange.pathParameters().get(name);
      return raw == null ? null : QueryString.decodePath(raw);
    }
  }

  /** {@code method.request.querystring.name} or {@code multivaluequerystring}: all values. */
  @Unverified("That all values of a query parameter are part of the key is assumed.")
  record Query(String name) implements CacheKeyParameter {
    @Override
    public @Nullable Object value(Exchange exchange) {
      List<String> values = exchange.query().get(name);
      return values == null ? null : several(values);
    }
  }

  /** {@code method.request.header.name} or {@code multivalueheader}: all values. */
  @Unverified("That names of headers ignore case in keys, and that all values count, is assumed.")
  record Header(String name) implements CacheKeyParameter {
    @Override
    public @Nullable Object value(Exchange exchange) {
      Headers headers = exchange.headers();
      String first = null;
      List<String> all = null;
      for (int i = 0; i < headers.size(); i++) {
        if (headers.name(i).equalsIgnoreCase(name)) {
          if (first == null) {
            first = headers.value(i);
          } else {
            if (all == null) {
              all = new ArrayList<>();
              all.add(first);
            }
            all.add(headers.value(i));
          }
        }
      }
      return all == null ? first : all;
    }
  }

  /** {@code integration.request.path.name} and its like, by the source that is mapped to it. */
  record Mapped(MappingExpression source) implements CacheKeyParameter {
    @Override
    public @Nullable Object value(Exchange exchange) {
      return several(source.values(exchange.mappingInput()));
    }
  }

  private static @Nullable Object several(List<String> values) {
    return switch (values.size()) {
      case 0 -> null;
      case 1 -> values.getFirst();
      default -> values;
    };
  }
}
