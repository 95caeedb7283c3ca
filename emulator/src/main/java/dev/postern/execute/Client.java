package dev.postern.execute;

import dev.postern.http.HttpResponse;
import java.util.function.Consumer;

/** Who sent a request, and takes its answer; on the request's loop. */
@FunctionalInterface
public interface Client extends Consumer<HttpResponse> {
  /** Takes the answer; called once. One that streams has to be read, or cancelled. */
  @Override
  void accept(HttpResponse response);

  /** Tells when the client has gone away before it was answered; at most one task is told. */
  default void whenGone(Runnable task) {}
}
