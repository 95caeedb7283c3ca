package dev.postern.control.lambda;

import dev.postern.aws.AccountId;
import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.Publisher;
import dev.postern.control.state.FunctionState;
import dev.postern.store.Key;
import dev.postern.store.Store;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The stored functions of all accounts and regions. Every change is published inside the store's
 * atomic section, so requests see the changes of a function in order.
 */
final class FunctionStates {
  /** Sorts before every stored key: the smallest account id, and no region starts with a hyphen. */
  private static final Key FIRST =
      new Key(new Caller(new AccountId("000000000000"), new Region("-")), "");

  private final Store<Key, FunctionState> store;
  private final Publisher publisher;

  FunctionStates(Store<Key, FunctionState> store, Publisher publisher) {
    this.store = store;
    this.publisher = publisher;
  }

  /**
   * Returns a function.
   *
   * @throws AwsException if it does not exist
   */
  FunctionState get(Caller owner, String name) {
    return store.get(new Key(owner, name)).orElseThrow(() -> notFound(owner, name));
  }

  /** Returns the function with the unqualified ARN. */
  Optional<FunctionState> find(Arn arn) {
    return all().filter(state -> state.arn().equals(arn.toString())).findFirst();
  }

  /** Returns the first function with the name in any account and region. */
  Optional<FunctionState> findAnywhere(String name) {
    return all().filter(state -> state.name().equals(name)).findFirst();
  }

  private Stream<FunctionState> all() {
    return store.list(FIRST);
  }

  /** Lists lazily the owner's functions with a name greater than {@code after}, ordered by name. */
  Stream<FunctionState> list(Caller owner, String after) {
    return store.list(new Key(owner, after)).takeWhile(state -> state.owner().equals(owner));
  }

  /**
   * Adds a function.
   *
   * @throws AwsException if a function with the name exists
   */
  void create(FunctionState state) {
    store.update(
        new Key(state.owner(), state.name()),
        present -> {
          if (present != null) {
            throw LambdaErrors.functionAlreadyExists(state.name());
          }
          return published(state);
        });
  }

  /**
   * Applies a change to a function. If the change throws, the function is unchanged.
   *
   * @return the new state
   * @throws AwsException if the function does not exist
   */
  FunctionState update(Caller owner, String name, UnaryOperator<FunctionState> change) {
    return store.update(
        new Key(owner, name),
        present -> {
          if (present == null) {
            throw notFound(owner, name);
          }
          return published(change.apply(present));
        });
  }

  private FunctionState published(FunctionState state) {
    publisher.publish(state);
    return state;
  }

  /**
   * Removes a function.
   *
   * @throws AwsException if it does not exist
   */
  void delete(Caller owner, String name) {
    get(owner, name);
    store.delete(new Key(owner, name), last -> publisher.withdrawFunction(owner, last.name()));
  }

  private static AwsException notFound(Caller owner, String name) {
    return LambdaErrors.functionNotFound(Arn.function(owner, name).toString());
  }
}
