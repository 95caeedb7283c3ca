package dev.postern.control.lambda;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.LambdaErrors;
import dev.postern.control.Publisher;
import dev.postern.control.state.FunctionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * Keeps the functions of all accounts and regions, and tells the publisher of each change.
 *
 * <p>Changes of one function are published one at a time, each time as the function is at that
 * moment: the last one published is the last one stored. Safe from any thread.
 */
final class FunctionStore {
  private final ConcurrentSkipListMap<Key, FunctionState> functions = new ConcurrentSkipListMap<>();

  /** Holds a function's key only while it is being published: its turn. */
  private final ConcurrentHashMap<Key, Key> turns = new ConcurrentHashMap<>();

  private final Publisher publisher;

  FunctionStore(Publisher publisher) {
    this.publisher = publisher;
  }

  private record Key(String account, String region, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::account).thenComparing(Key::region).thenComparing(Key::name);

    static Key of(Caller owner, String name) {
      return new Key(owner.account().value(), owner.region().code(), name);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The function as it is now.
   *
   * @throws dev.postern.aws.error.AwsException when there is none
   */
  FunctionState get(Caller owner, String name) {
    FunctionState state = functions.get(Key.of(owner, name));
    if (state == null) {
      throw LambdaErrors.functionNotFound(Arn.function(owner, name).toString());
    }
    return state;
  }

  /** The function of that unqualified ARN. */
  Optional<FunctionState> find(Arn arn) {
    String prefix = "function:";
    if (!arn.resource().startsWith(prefix)) {
      return Optional.empty();
    }
    String name = arn.resource().substring(prefix.length());
    return Optional.ofNullable(functions.get(new Key(arn.account(), arn.region(), name)));
  }

  /** The first function of that name in any account and region. */
  Optional<FunctionState> findAnywhere(String name) {
    return functions.values().stream().filter(state -> state.name().equals(name)).findFirst();
  }

  void clear() {
    functions.clear();
  }

  /**
   * Functions of one owner in the order of their names; costs what the page holds.
   *
   * @param after name after which the page starts, {@code ""} for the first
   * @param most at most this many
   */
  List<FunctionState> page(Caller owner, String after, int most) {
    List<FunctionState> page = new ArrayList<>();
    for (FunctionState state : functions.tailMap(Key.of(owner, after), false).values()) {
      if (page.size() == most || !state.owner().equals(owner)) {
        break;
      }
      page.add(state);
    }
    return page;
  }

  /**
   * Adds a function.
   *
   * @throws dev.postern.aws.error.AwsException when one of that name exists
   */
  void create(FunctionState state) {
    Key key = Key.of(state.owner(), state.name());
    if (functions.putIfAbsent(key, state) != null) {
      throw LambdaErrors.functionAlreadyExists(state.name());
    }
    announce(state.owner(), state.name());
  }

  /**
   * Replaces a function by what the change makes of it.
   *
   * @param change free of side effects: it may run again when another change came first. What it
   *     throws leaves the function as it was
   * @throws dev.postern.aws.error.AwsException when there is no such function
   */
  FunctionState update(Caller owner, String name, UnaryOperator<FunctionState> change) {
    Key key = Key.of(owner, name);
    FunctionState changed = functions.computeIfPresent(key, (_, present) -> change.apply(present));
    if (changed == null) {
      throw LambdaErrors.functionNotFound(Arn.function(owner, name).toString());
    }
    announce(owner, name);
    return changed;
  }

  /**
   * Removes a function.
   *
   * @throws dev.postern.aws.error.AwsException when there is none
   */
  void delete(Caller owner, String name) {
    Key key = Key.of(owner, name);
    if (functions.remove(key) == null) {
      throw LambdaErrors.functionNotFound(Arn.function(owner, name).toString());
    }
    announce(owner, name);
  }

  private void announce(Caller owner, String name) {
    turns.compute(
        Key.of(owner, name),
        (key, _) -> {
          FunctionState present = functions.get(key);
          if (present == null) {
            publisher.withdrawFunction(owner, name);
          } else {
            publisher.publish(present);
          }
          return null;
        });
  }
}
