package dev.postern.execute;

import dev.postern.http.HttpResponse;
import java.util.function.Consumer;

/** The sender of a request, which receives the response. Called on the request's loop. */
@FunctionalInterface
public interface Client extends Consumer<HttpResponse> {
  /** Receives the response; called once. A streamed body must be read or cancelled. */
  @Override
  void accept(HttpResponse response);

  /**
   * Registers a task that runs if the client disconnects before the response; a new task replaces
   * the old one.
   */
  default void whenGone(Runnable task) {}
}
