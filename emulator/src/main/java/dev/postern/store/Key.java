package dev.postern.store;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import java.util.Comparator;

/**
 * The key of an aggregate: its account, region and id. Aggregates of one owner are adjacent and
 * ordered by id.
 */
public record Key(Caller owner, String id) implements Comparable<Key> {
  /** Sorts before every stored key: the smallest account id, and no region starts with a hyphen. */
  public static final Key FIRST =
      new Key(new Caller(new AccountId("000000000000"), new Region("-")), "");

  private static final Comparator<Key> ORDER =
      Comparator.comparing((Key key) -> key.owner().account().value())
          .thenComparing(key -> key.owner().region().code())
          .thenComparing(Key::id);

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
