package dev.postern.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in the order of arrival. Names keep their case and are looked up ignoring case; a
 * name may have several values. Immutable.
 */
public final class Headers {
  private static final Headers EMPTY = new Headers(new String[0]);

  /** Name, value, name, value. A message has few fields, so that a scan is faster than a map. */
  private final String[] fields;

  private Headers(String[] fields) {
    this.fields = fields;
  }

  public static Headers empty() {
    return EMPTY;
  }

  /**
   * Returns these fields in this order.
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

  /** Returns a builder that starts with these fields. */
  public Builder toBuilder() {
    return new Builder(Arrays.copyOf(fields, fields.length + Builder.ROOM), fields.length);
  }

  /**
   * Returns these fields followed by further ones.
   *
   * @param namesAndValues name, value, name, value
   */
  public Headers plus(String... namesAndValues) {
    String[] all = Arrays.copyOf(fields, fields.length + namesAndValues.length);
    System.arraycopy(namesAndValues, 0, all, fields.length, namesAndValues.length);
    return new Headers(all);
  }

  /** Returns the number of fields; repeated names count each time. */
  public int size() {
    return fields.length / 2;
  }

  public String name(int index) {
    return fields[2 * index];
  }

  public String value(int index) {
    return fields[2 * index + 1];
  }

  /** Returns the first value of the name. */
  public Optional<String> first(String name) {
    return Optional.ofNullable(get(name));
  }

  /** Returns the first value of the name, or null; avoids an Optional on hot paths. */
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

  /** Returns the names only: values may be secrets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < fields.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(fields[i]);
    }
    return text.append(']').toString();
  }

  /** Collects fields; for one thread only. */
  public static final class Builder {
    private static final int ROOM = 16;

    private String[] fields;
    private int size;

    private Builder() {
      this(new String[ROOM], 0);
    }

    private Builder(String[] fields, int size) {
      this.fields = fields;
      this.size = size;
    }

    /** Adds a field; fields of the same name stay. */
    public Builder add(String name, String value) {
      if (size == fields.length) {
        fields = Arrays.copyOf(fields, 2 * size);
      }
      fields[size++] = name;
      fields[size++] = value;
      return this;
    }

    /**
     * Replaces all fields of the name. The new field stands in place of the first one, or at the
     * end.
     */
    public Builder set(String name, String value) {
      int first = indexOf(name);
      if (first < 0) {
        return add(name, value);
      }
      fields[first] = name;
      fields[first + 1] = value;
      removeFrom(first + 2, name);
      return this;
    }

    public Builder remove(String name) {
      removeFrom(0, name);
      return this;
    }

    public boolean contains(String name) {
      return indexOf(name) >= 0;
    }

    /** Returns the fields; the builder may go on. */
    public Headers build() {
      return size == 0 ? EMPTY : new Headers(Arrays.copyOf(fields, size));
    }

    private int indexOf(String name) {
      for (int i = 0; i < size; i += 2) {
        if (fields[i].equalsIgnoreCase(name)) {
          return i;
        }
      }
      return -1;
    }

    private void removeFrom(int start, String name) {
      int kept = start;
      for (int i = start; i < size; i += 2) {
        if (!fields[i].equalsIgnoreCase(name)) {
          fields[kept++] = fields[i];
          fields[kept++] = fields[i + 1];
        }
      }
      size = kept;
    }
  }
}
