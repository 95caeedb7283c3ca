package dev.postern.mapping;

import dev.postern.mapping.vtl.Unprinted;
import dev.postern.mapping.vtl.VtlException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code $context} or a map inside it. Prints nothing. Writes through to the request's context. An
 * override may be set only once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html">
 *     Override your API's request and response parameters and status codes for REST APIs in API
 *     Gateway</a>
 */
final class ContextVariable extends AbstractMap<String, @Nullable Object> implements Unprinted {
  private final Map<String, @Nullable Object> values;
  private final boolean root;
  private final boolean overrides;

  private ContextVariable(Map<String, @Nullable Object> values, boolean root, boolean overrides) {
    this.values = values;
    this.root = root;
    this.overrides = overrides;
  }

  @SuppressWarnings("unchecked") // the map accepts null values, which templates may put
  static ContextVariable of(Map<String, Object> context) {
    return new ContextVariable((Map<String, @Nullable Object>) (Map<?, ?>) context, true, false);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name ? wrapped(name, values.get(name)) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && values.containsKey(name);
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    Object old = values.get(key);
    if (overrides && old != null && !(old instanceof Map)) {
      throw new VtlException("the override of " + key + " is set twice");
    }
    values.put(key, plain(value));
    return wrapped(key, old);
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    return key instanceof String name ? wrapped(name, values.remove(name)) : null;
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  /** Returns a value without template objects, which other code can read. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case ContextVariable context -> context.values;
      case String _, Number _, Boolean _, Map<?, ?> _, Collection<?> _ -> value;
      case Character character -> character.toString();
      case null, default -> null;
    };
  }

  @SuppressWarnings("unchecked") // keys of maps in the context are strings
  private @Nullable Object wrapped(String key, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    boolean target =
        overrides || (root && (key.equals("requestOverride") || key.equals("responseOverride")));
    return new ContextVariable((Map<String, @Nullable Object>) map, false, target);
  }

  private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Iterator<Entry<String, @Nullable Object>> iterator() {
      Iterator<Entry<String, @Nullable Object>> entries = values.entrySet().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public Entry<String, @Nullable Object> next() {
          Entry<String, @Nullable Object> entry = entries.next();
          return new SimpleImmutableEntry<>(
              entry.getKey(), wrapped(entry.getKey(), entry.getValue()));
        }
      };
    }
  }
}
