package dev.postern.control;

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

/** The stored account states. Every caller has one, even before its first change. */
public final class AccountStates {
  private final Store<Key, AccountState> store;
  private final Publisher publisher;

  public AccountStates(Store<Key, AccountState> store, Publisher publisher) {
    this.store = store;
    this.publisher = publisher;
  }

  public AccountState get(Caller caller) {
    return store.get(key(caller)).orElseGet(() -> AccountState.of(caller));
  }

  /** Returns the accounts that have been changed in the region. */
  public Stream<AccountState> of(Region region) {
    return store.list(Key.FIRST).filter(state -> state.owner().region().equals(region));
  }

  /** Changes an account as {@link #edit} does. Requests see the change when this returns. */
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
   * The result of an operation on an account.
   *
   * @param state the new state
   * @param value the operation's result
   */
  public record Outcome<R>(AccountState state, R value) {}

  /** Changes an account as {@link #publish} does and returns the value of the change. */
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

  /** Changes data that no request reads. Returns the new state. */
  public AccountState edit(Caller caller, UnaryOperator<AccountState> change) {
    return store.update(
        key(caller), present -> change.apply(present == null ? AccountState.of(caller) : present));
  }

  private static Key key(Caller caller) {
    return new Key(caller, "account");
  }
}
