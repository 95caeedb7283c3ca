package dev.postern.control;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.control.state.AccountState;
import dev.postern.store.Key;
import dev.postern.store.Store;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stored accounts: there is one for every caller, whether it ever changed anything or not. */
public final class AccountStates {
  /** Before every key: no account has a smaller id, and no region starts with a hyphen. */
  private static final Key FIRST =
      new Key(new Caller(new AccountId("000000000000"), new Region("-")), "");

  private final Store<Key, AccountState> store;
  private final Publisher publisher;

  public AccountStates(Store<Key, AccountState> store, Publisher publisher) {
    this.store = store;
    this.publisher = publisher;
  }

  public AccountState get(Caller caller) {
    return store.get(key(caller)).orElseGet(() -> AccountState.of(caller));
  }

  /** The accounts that changed anything in a region. */
  public Stream<AccountState> of(Region region) {
    return store.list(FIRST).filter(state -> state.owner().region().equals(region));
  }

  /** As {@link #edit}, and requests see it when this returns. */
  public AccountState publish(Caller caller, UnaryOperator<AccountState> change) {
    return edit(
        caller,
        state -> {
          AccountState next = change.apply(state);
          publisher.publish(next);
          return next;
        });
  }

  /**
   * What an operation made of an account.
   *
   * @param state the new state
   * @param value what the operation answers
   */
  public record Outcome<R>(AccountState state, R value) {}

  /** As {@link #publish}, and answers what the change says. */
  public <R> R change(Caller caller, Function<AccountState, Outcome<R>> change) {
    AtomicReference<@Nullable R> answer = new AtomicReference<>();
    publish(
        caller,
        state -> {
          Outcome<R> outcome = change.apply(state);
          answer.set(outcome.value());
          return outcome.state();
        });
    return Objects.requireNonNull(answer.get());
  }

  /** Changes what no request looks at. Answers the new state. */
  public AccountState edit(Caller caller, UnaryOperator<AccountState> change) {
    return store.update(
        key(caller), present -> change.apply(present == null ? AccountState.of(caller) : present));
  }

  private static Key key(Caller caller) {
    return new Key(caller, "account");
  }
}
