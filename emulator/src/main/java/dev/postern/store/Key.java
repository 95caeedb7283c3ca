package dev.postern.store;

import dev.postern.aws.Caller;
import java.util.Comparator;

/**
 * The key of an aggregate: its account, region and id. Aggregates of one owner are adjacent and
 * ordered by id.
 */
public record Key(Caller owner, String id) implements Comparable<Key> {
  private static final Comparator<Key> ORDER =
      Comparator.comparing((Key key) -> key.owner().account().value())
          .thenComparing(key -> key.owner().region().code())
          .thenComparing(Key::id);

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
