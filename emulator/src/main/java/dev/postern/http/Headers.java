package dev.postern.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order they came: names keep their case and are looked up without regard to
 * it, a name may have several values. Immutable.
 */
public final class Headers {
  private static final Headers EMPTY = new Headers(new String[0]);

  /** Name, value, name, value: a message has so few fields that a scan beats a map. */
  private final String[] fields;

  private Headers(String[] fields) {
    this.fields = fields;
  }

  public static Headers empty() {
    return EMPTY;
  }

  /**
   * These fields, in this order.
   *
   * @param namesAndValues name, value, name, value
   */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a header name without a value");
    }
    return new Headers(namesAndValues.clone());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with these fields. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    forEach(builder::add);
    return builder;
  }

  /** Number of fields, repeated names counted each time. */
  public int size() {
    return fields.length / 2;
  }

  public boolean isEmpty() {
    return fields.length == 0;
  }

  public String name(int index) {
    return fields[2 * index];
  }

  public String value(int index) {
    return fields[2 * index + 1];
  }

  /** The first value of the name. */
  public Optional<String> first(String name) {
    return Optional.ofNullable(get(name));
  }

  /** The first value of the name, or null: for the paths where an Optional a header is too many. */
  public @Nullable String get(String name) {
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].equalsIgnoreCase(name)) {
        return fields[i + 1];
      }
    }
    return null;
  }

  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].equalsIgnoreCase(name)) {
        values.add(fields[i + 1]);
      }
    }
    return List.copyOf(values);
  }

  public boolean contains(String name) {
    return get(name) != null;
  }

  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < fields.length; i += 2) {
      action.accept(fields[i], fields[i + 1]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers that && List.of(fields).equals(List.of(that.fields));
  }

  @Override
  public int hashCode() {
    return List.of(fields).hashCode();
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < fields.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(fields[i]);
    }
    return text.append(']').toString();
  }

  /** Collects fields; not for sharing between threads. */
  public static final class Builder {
    private final List<String> fields = new ArrayList<>(24);

    private Builder() {}

    /** One more field, whatever is there. */
    public Builder add(String name, String value) {
      fields.add(name);
      fields.add(value);
      return this;
    }

    /** Replaces all values of the name; in place of the first, or at the end. */
    public Builder set(String name, String value) {
      for (int i = 0; i < fields.size(); i += 2) {
        if (fields.get(i).equalsIgnoreCase(name)) {
          fields.set(i, name);
          fields.set(i + 1, value);
          removeFrom(i + 2, name);
          return this;
        }
      }
      return add(name, value);
    }

    public Builder remove(String name) {
      removeFrom(0, name);
      return this;
    }

    public boolean contains(String name) {
      for (int i = 0; i < fields.size(); i += 2) {
        if (fields.get(i).equalsIgnoreCase(name)) {
          return true;
        }
      }
      return false;
    }

    public Headers build() {
      return fields.isEmpty() ? EMPTY : new Headers(fields.toArray(String[]::new));
    }

    private void removeFrom(int start, String name) {
      for (int i = start; i < fields.size(); ) {
        if (fields.get(i).equalsIgnoreCase(name)) {
          fields.remove(i + 1);
          fields.remove(i);
        } else {
          i += 2;
        }
      }
    }
  }
}
