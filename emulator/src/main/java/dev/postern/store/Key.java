package dev.postern.store;

import dev.postern.aws.Caller;
import java.util.Comparator;

/**
 * What an aggregate is found by: the account and region it lives in, and its id. Aggregates of one
 * owner stand together, ordered by id.
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
