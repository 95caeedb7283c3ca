package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private final MemoryStore<String, Integer> store = new MemoryStore<>();

  @Test
  void failedUpdateLeavesTheOldValue() {
    store.update("a", _ -> 1);

    assertThatThrownBy(() ->
            store.update(
                "a",
                _ -> {
                  throw new IllegalStateException("refused");
                }))
        .hasMessage("refused");

    assertThat(store.get("a")).contains(1);
  }

  @Test
  void changeSeesNullWhenThereIsNoValue() {
    assertThat(store.update("a", old -> old == null ? 7 : 8)).isEqualTo(7);
  }

  @Test
  void updatesOfOneKeyLoseNothing() {
    IntStream.range(0, 2_000)
        .parallel()
        .forEach(_ -> store.update("a", old -> old == null ? 1 : old + 1));

    assertThat(store.get("a")).contains(2_000);
  }

  @Test
  void listFollowsTheOrderOfKeysAndReadsOnlyWhatIsTaken() {
    IntStream.range(0, 1_000).forEach(i -> store.update("k%04d".formatted(i), _ -> i));
    AtomicInteger read = new AtomicInteger();

    assertThat(store.list("k0500").peek(_ -> read.incrementAndGet()).limit(3))
        .containsExactly(501, 502, 503);

    assertThat(read).hasValue(3);
  }

  @Test
  void failedDeletionKeepsTheValue() {
    store.update("a", _ -> 1);

    assertThatThrownBy(() ->
            store.delete(
                "a",
                _ -> {
                  throw new IllegalStateException("refused");
                }))
        .hasMessage("refused");

    assertThat(store.get("a")).contains(1);
  }

  @Test
  void deleteOfAnAbsentKeyDoesNothing() {
    store.delete("a", _ -> assertThat(true).isFalse());

    assertThat(store.get("a")).isEmpty();
  }

  @Test
  void keysOfOneOwnerAreAdjacent() {
    Caller here = new Caller(AccountId.DEFAULT, new Region("eu-west-1"));
    Caller there = new Caller(AccountId.DEFAULT, new Region("us-east-1"));

    assertThat(new Key(here, "b")).isGreaterThan(new Key(here, "a"));
    assertThat(new Key(there, "a")).isGreaterThan(new Key(here, "b"));
  }
}
