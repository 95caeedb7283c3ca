package dev.postern.mapping;

import dev.postern.http.QueryString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiled integration URI with <code>{name}</code> placeholders. Stage variables are already
 * replaced. Immutable.
 *
 * <p>Values are given decoded and are encoded for their position. In the path, only a greedy
 * placeholder keeps slashes.
 */
public final class UriTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z0-9._$-]+)(\\+?)}");

  /** Characters that RFC 3986 allows in a path segment, besides letters and digits. */
  private static final String SEGMENT_CHARACTERS = "-._~!$&'()*+,;=:@";

  private final List<Part> parts;

  private UriTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Parses a URI.
   *
   * @param greedy whether the placeholder's value comes from a greedy path parameter; <code>{name+}
   *     </code> is always greedy
   */
  public static UriTemplate compile(String uri, Predicate<String> greedy) {
    List<Part> parts = new ArrayList<>();
    int query = uri.indexOf('?');
    Matcher matcher = PLACEHOLDER.matcher(uri);
    int end = 0;
    while (matcher.find()) {
      String name = matcher.group(1);
      boolean slashes = !matcher.group(2).isEmpty() || greedy.test(name);
      boolean inQuery = query >= 0 && matcher.start() > query;
      parts.add(new Part.Text(uri.substring(end, matcher.start())));
      parts.add(new Part.Placeholder(name, matcher.group(), slashes, inQuery));
      end = matcher.end();
    }
    parts.add(new Part.Text(uri.substring(end)));
    return new UriTemplate(parts);
  }

  /**
   * Returns the URI with its placeholders filled; a placeholder without a value is kept.
   *
   * @param values decoded values by name; null for a missing one
   */
  public String render(Function<String, @Nullable String> values) {
    StringBuilder uri = new StringBuilder(128);
    for (Part part : parts) {
      part.render(values, uri);
    }
    return uri.toString();
  }

  private sealed interface Part {
    void render(Function<String, @Nullable String> values, StringBuilder uri);

    record Text(String text) implements Part {
      @Override
      public void render(Function<String, @Nullable String> values, StringBuilder uri) {
        uri.append(text);
      }
    }

    record Placeholder(String name, String source, boolean slashes, boolean inQuery)
        implements Part {
      @Override
      public void render(Function<String, @Nullable String> values, StringBuilder uri) {
        String value = values.apply(name);
        if (value == null) {
          uri.append(source);
          return;
        }
        if (inQuery) {
          uri.append(QueryString.encode(value));
          return;
        }
        encodePath(value, slashes, uri);
      }
    }
  }

  private static void encodePath(String text, boolean slashes, StringBuilder uri) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || SEGMENT_CHARACTERS.indexOf(c) >= 0
              || (slashes && c == '/');
      if (plain) {
        uri.append(c);
      } else {
        uri.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
  }
}
