package dev.postern.mapping.vtl;

import org.jspecify.annotations.Nullable;

/** {@code $foreach} of one running loop. */
final class ForeachVariable implements Scriptable {
  private final @Nullable ForeachVariable parent;
  private int index = -1;
  private boolean hasNext;

  ForeachVariable(@Nullable ForeachVariable parent) {
    this.parent = parent;
  }

  @Nullable ForeachVariable parent() {
    return parent;
  }

  /** Starts the next iteration. */
  void advance(boolean another) {
    index++;
    hasNext = another;
  }

  int count() {
    return index + 1;
  }

  boolean hasNext() {
    return hasNext;
  }

  @Override
  public @Nullable Object property(String name) {
    return switch (name) {
      case "index" -> index;
      case "count" -> count();
      case "hasNext" -> hasNext;
      case "first" -> index == 0;
      case "last" -> !hasNext;
      case "parent" -> parent;
      case "topmost" -> topmost();
      default -> null;
    };
  }

  @Override
  public @Nullable Object call(String name, Arguments arguments) {
    return switch (name) {
      case "getIndex" -> index;
      case "getCount" -> count();
      case "hasNext", "getHasNext", "isHasNext" -> hasNext;
      case "isFirst" -> index == 0;
      case "isLast" -> !hasNext;
      case "stop" -> throw Jump.outOf(this);
      default -> null;
    };
  }

  private ForeachVariable topmost() {
    ForeachVariable outer = this;
    while (outer.parent != null) {
      outer = outer.parent;
    }
    return outer;
  }
}
