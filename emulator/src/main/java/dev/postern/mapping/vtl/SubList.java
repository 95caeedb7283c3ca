package dev.postern.mapping.vtl;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Result of {@code $list.subList(from, to)}: a view of a part of a list. The nesting of views is
 * limited, because a change of one costs as many steps as it is deep.
 */
final class SubList extends AbstractList<@Nullable Object> implements RandomAccess {
  private static final int MAX_DEPTH = 20;

  private final List<@Nullable Object> part;
  private final int depth;

  private SubList(List<@Nullable Object> part, int depth) {
    this.part = part;
    this.depth = depth;
  }

  /**
   * Returns the elements from one index up to, but not including, another.
   *
   * @throws IndexOutOfBoundsException if the list has no such elements
   */
  static SubList of(List<@Nullable Object> list, int from, int to) {
    int depth = list instanceof SubList outer ? outer.depth + 1 : 1;
    if (depth > MAX_DEPTH) {
      throw new VtlException("sublists nested too deeply");
    }
    List<@Nullable Object> whole = list instanceof SubList outer ? outer.part : list;
    return new SubList(whole.subList(from, to), depth);
  }

  @Override
  public @Nullable Object get(int index) {
    return part.get(index);
  }

  @Override
  public int size() {
    return part.size();
  }

  @Override
  public @Nullable Object set(int index, @Nullable Object element) {
    return part.set(index, element);
  }

  @Override
  public void add(int index, @Nullable Object element) {
    part.add(index, element);
  }

  @Override
  public boolean addAll(int index, Collection<? extends @Nullable Object> elements) {
    return part.addAll(index, elements);
  }

  @Override
  public @Nullable Object remove(int index) {
    return part.remove(index);
  }

  @Override
  public boolean removeIf(Predicate<? super @Nullable Object> filter) {
    return part.removeIf(filter);
  }

  @Override
  protected void removeRange(int from, int to) {
    part.subList(from, to).clear();
  }

  @Override
  public List<@Nullable Object> subList(int from, int to) {
    return of(this, from, to);
  }
}
