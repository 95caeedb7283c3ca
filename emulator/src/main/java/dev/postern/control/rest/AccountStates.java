package dev.postern.control.rest;

import dev.postern.aws.Caller;
import dev.postern.control.state.AccountState;
import dev.postern.store.Key;
import dev.postern.store.Store;
import java.util.function.UnaryOperator;

/** The stored accounts: there is one for every caller, whether it ever changed anything or not. */
final class AccountStates {
  private final Store<Key, AccountState> store;

  AccountStates(Store<Key, AccountState> store) {
    this.store = store;
  }

  AccountState get(Caller caller) {
    return store.get(key(caller)).orElseGet(() -> AccountState.of(caller));
  }

  AccountState edit(Caller caller, UnaryOperator<AccountState> change) {
    return store.update(
        key(caller), present -> change.apply(present == null ? AccountState.of(caller) : present));
  }

  private static Key key(Caller caller) {
    return new Key(caller, "account");
  }
}
