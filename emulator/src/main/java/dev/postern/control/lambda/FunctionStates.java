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
 * atomic section: requests see the changes of a function in their order.
 */
final class FunctionStates {
  /** Before every key: no account has a smaller id, and no region starts with a hyphen. */
  private static final Key FIRST =
      new Key(new Caller(new AccountId("000000000000"), new Region("-")), "");

  private final Store<Key, FunctionState> store;
  private final Publisher publisher;

  FunctionStates(Store<Key, FunctionState> store, Publisher publisher) {
    this.store = store;
    this.publisher = publisher;
  }

  /**
   * The function as it is now.
   *
   * @throws AwsException when there is none
   */
  FunctionState get(Caller owner, String name) {
    return store.get(new Key(owner, name)).orElseThrow(() -> notFound(owner, name));
  }

  /** The function of that unqualified ARN. */
  Optional<FunctionState> find(Arn arn) {
    return all().filter(state -> state.arn().equals(arn.toString())).findFirst();
  }

  /** The first function of that name in any account and region. */
  Optional<FunctionState> findAnywhere(String name) {
    return all().filter(state -> state.name().equals(name)).findFirst();
  }

  private Stream<FunctionState> all() {
    return store.list(FIRST);
  }

  /** The owner's functions with a name greater than {@code after}, in that order; lazy. */
  Stream<FunctionState> list(Caller owner, String after) {
    return store.list(new Key(owner, after)).takeWhile(state -> state.owner().equals(owner));
  }

  /**
   * Adds a function.
   *
   * @throws AwsException when one of that name exists
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
   * Replaces a function by what the change makes of it. What the change throws leaves the function
   * as it was.
   *
   * @return the new state
   * @throws AwsException when there is no such function
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
   * @throws AwsException when there is none
   */
  void delete(Caller owner, String name) {
    get(owner, name);
    store.delete(new Key(owner, name), last -> publisher.withdrawFunction(owner, last.name()));
  }

  private static AwsException notFound(Caller owner, String name) {
    return LambdaErrors.functionNotFound(Arn.function(owner, name).toString());
  }
}
