package dev.postern.control.rest;

import dev.postern.aws.Caller;
import dev.postern.control.Publisher;
import dev.postern.control.state.AccountState;
import dev.postern.store.Key;
import dev.postern.store.Store;
import java.util.function.UnaryOperator;

/** The stored accounts: there is one for every caller, whether it ever changed anything or not. */
final class AccountStates {
  private final Store<Key, AccountState> store;
  private final Publisher publisher;

  AccountStates(Store<Key, AccountState> store, Publisher publisher) {
    this.store = store;
    this.publisher = publisher;
  }

  AccountState get(Caller caller) {
    return store.get(key(caller)).orElseGet(() -> AccountState.of(caller));
  }

  /** As {@link #edit}, and requests see it when this returns. */
  AccountState publish(Caller caller, UnaryOperator<AccountState> change) {
    return edit(
        caller,
        state -> {
          AccountState next = change.apply(state);
          publisher.publish(next);
          return next;
        });
  }

  /** Changes what no request looks at. Answers the new state. */
  AccountState edit(Caller caller, UnaryOperator<AccountState> change) {
    return store.update(
        key(caller), present -> change.apply(present == null ? AccountState.of(caller) : present));
  }

  private static Key key(Caller caller) {
    return new Key(caller, "account");
  }
}
