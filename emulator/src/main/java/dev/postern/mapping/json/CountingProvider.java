package dev.postern.mapping.json;

import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values for one evaluation of a JSONPath and counts each look: scans ({@code ..}) of
 * scans, or of values that hold others many times, have no end otherwise. For one thread.
 */
final class CountingProvider extends JsonSmartJsonProvider {
  private static final int LOOK = 8;

  /** A result is kept, and the way to it as text. */
  private static final int RESULT = 100;

  private final Work work;

  CountingProvider(Work work) {
    this.work = work;
  }

  /** The work of whoever evaluates. */
  Work work() {
    return work;
  }

  @Override
  public boolean isMap(@Nullable Object value) {
    work.charge(LOOK);
    return super.isMap(value);
  }

  @Override
  public boolean isArray(@Nullable Object value) {
    work.charge(LOOK);
    return super.isArray(value);
  }

  @Override
  public @Nullable Object getMapValue(Object map, String key) {
    work.charge(LOOK);
    return super.getMapValue(map, key);
  }

  @Override
  public @Nullable Object getArrayIndex(Object array, int index) {
    work.charge(LOOK);
    return super.getArrayIndex(array, index);
  }

  @Override
  public Collection<String> getPropertyKeys(Object map) {
    work.charge(RESULT + LOOK * size(map));
    return super.getPropertyKeys(map);
  }

  @Override
  public Iterable<?> toIterable(Object array) {
    work.charge(LOOK * size(array));
    return super.toIterable(array);
  }

  private static long size(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.size();
      case Collection<?> items -> items.size();
      default -> 1;
    };
  }

  @Override
  public void setArrayIndex(Object array, int index, @Nullable Object value) {
    work.charge(RESULT);
    super.setArrayIndex(array, index, value);
  }

  @Override
  public @Nullable Object unwrap(@Nullable Object value) {
    work.charge(LOOK);
    return super.unwrap(value);
  }
}
