package dev.postern.control;

import dev.postern.aws.Caller;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.state.RestApiState;
import dev.postern.store.Key;
import dev.postern.store.Store;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stored REST APIs. Stores and publishes every change of one.
 *
 * <p>A change that requests must see at once is published inside the store's atomic section, before
 * it replaces the old value. So publications of one API arrive in the order of its changes, and
 * content that the publisher refuses is never stored. Until the swap, a reader of the control plane
 * may see the old value while requests already see the new one.
 */
public final class RestApiStates {
  private final Store<Key, RestApiState> store;
  private final Publisher publisher;

  /** The place of the next new API: after all that the store has, also when it was read back. */
  private final AtomicLong nextPlace;

  public RestApiStates(Store<Key, RestApiState> store, Publisher publisher) {
    this.store = store;
    this.publisher = publisher;
    this.nextPlace =
        new AtomicLong(store.list(Key.FIRST).mapToLong(RestApiState::place).max().orElse(-1) + 1);
  }

  public RestApiState get(Caller caller, String apiId) {
    return get(caller, apiId, unknownApi(caller, apiId));
  }

  /**
   * Returns one API.
   *
   * @param absent the error if the API does not exist; it differs between operations
   */
  public RestApiState get(Caller caller, String apiId, Supplier<AwsException> absent) {
    return store.get(new Key(caller, apiId)).orElseThrow(absent);
  }

  /** Lists lazily the caller's APIs, in no particular order. */
  public Stream<RestApiState> list(Caller caller) {
    return store.list(new Key(caller, "")).takeWhile(state -> state.owner().equals(caller));
  }

  /** Lists the caller's APIs, oldest first. */
  public Stream<RestApiState> inCreationOrder(Caller caller) {
    return list(caller).sorted(Comparator.comparingLong(RestApiState::place));
  }

  /** Stores and publishes a new API, as the newest of all. */
  public RestApiState create(RestApiState state) {
    return store.update(
        new Key(state.owner(), state.id()),
        present -> {
          if (present != null) {
            throw RestErrors.apiIdTaken(state.id());
          }
          return published(state.withPlace(nextPlace.getAndIncrement()));
        });
  }

  /**
   * The result of an operation on an API.
   *
   * @param state the new state
   * @param value the operation's result
   * @param visible whether requests must see the new state when the operation returns
   */
  public record Outcome<R>(RestApiState state, R value, boolean visible) {
    /** Returns an outcome that only the control plane sees. */
    public static <R> Outcome<R> draft(RestApiState state, R value) {
      return new Outcome<>(state, value, false);
    }
  }

  /**
   * Changes an API and returns the value of the outcome.
   *
   * @param absent the error if the API does not exist
   */
  public <R> R change(
      Caller caller,
      String apiId,
      Supplier<AwsException> absent,
      Function<RestApiState, Outcome<R>> change) {
    AtomicReference<@Nullable R> answer = new AtomicReference<>();
    store.update(
        new Key(caller, apiId),
        present -> {
          if (present == null) {
            throw absent.get();
          }
          Outcome<R> outcome = change.apply(present);
          answer.set(outcome.value());
          return outcome.visible() ? published(outcome.state()) : outcome.state();
        });
    return Objects.requireNonNull(answer.get());
  }

  /** Changes an API and returns the value of the outcome. Throws NotFoundException if unknown. */
  public <R> R change(Caller caller, String apiId, Function<RestApiState, Outcome<R>> change) {
    return change(caller, apiId, unknownApi(caller, apiId), change);
  }

  /** Changes the draft, which requests do not see. Returns the new state. */
  public RestApiState edit(
      Caller caller,
      String apiId,
      Supplier<AwsException> absent,
      UnaryOperator<RestApiState> change) {
    return change(
        caller,
        apiId,
        absent,
        state -> {
          RestApiState next = change.apply(state);
          return Outcome.draft(next, next);
        });
  }

  /** Changes the draft and returns the new state. Throws NotFoundException if unknown. */
  public RestApiState edit(Caller caller, String apiId, UnaryOperator<RestApiState> change) {
    return edit(caller, apiId, unknownApi(caller, apiId), change);
  }

  /** Changes the API. Requests see the change when this returns. Returns the new state. */
  public RestApiState publish(Caller caller, String apiId, UnaryOperator<RestApiState> change) {
    return change(
        caller,
        apiId,
        state -> {
          RestApiState next = change.apply(state);
          return new Outcome<>(next, next, true);
        });
  }

  public void delete(Caller caller, String apiId) {
    get(caller, apiId);
    store.delete(new Key(caller, apiId), last -> publisher.withdrawRestApi(caller, last.id()));
  }

  private RestApiState published(RestApiState state) {
    publisher.publish(state);
    return state;
  }

  private static Supplier<AwsException> unknownApi(Caller caller, String apiId) {
    return () -> RestErrors.invalidApiIdentifier(caller.account(), apiId);
  }
}
