package dev.postern.mapping.json;

import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Provider of plain values for one evaluation of a JSONPath that counts each read. Without it,
 * nested scans ({@code ..}), or scans of values that contain others many times, would not end. Not
 * thread-safe.
 */
final class CountingProvider extends JsonSmartJsonProvider {
  private static final int READ_COST = 8;

  /** Work for one result: the library keeps it, and its path as text. */
  private static final int RESULT_COST = 100;

  private final Work work;

  CountingProvider(Work work) {
    this.work = work;
  }

  /** Returns the work counter of this evaluation. */
  Work work() {
    return work;
  }

  @Override
  public boolean isMap(@Nullable Object value) {
    work.charge(READ_COST);
    return super.isMap(value);
  }

  @Override
  public boolean isArray(@Nullable Object value) {
    work.charge(READ_COST);
    return super.isArray(value);
  }

  @Override
  public @Nullable Object getMapValue(Object map, String key) {
    work.charge(READ_COST);
    return super.getMapValue(map, key);
  }

  @Override
  public @Nullable Object getArrayIndex(Object array, int index) {
    work.charge(READ_COST);
    return super.getArrayIndex(array, index);
  }

  @Override
  public Collection<String> getPropertyKeys(Object map) {
    work.charge(RESULT_COST + READ_COST * size(map));
    return super.getPropertyKeys(map);
  }

  @Override
  public Iterable<?> toIterable(Object array) {
    work.charge(READ_COST * size(array));
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
    work.charge(RESULT_COST);
    super.setArrayIndex(array, index, value);
  }

  @Override
  public @Nullable Object unwrap(@Nullable Object value) {
    work.charge(READ_COST);
    return super.unwrap(value);
  }
}
