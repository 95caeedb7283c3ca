package dev.postern.runner.container;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Callback that waits for the end of a stream of the engine and keeps its last item. */
final class LastItem<T> implements ResultCallback<T> {
  private final CompletableFuture<@Nullable T> end = new CompletableFuture<>();
  private volatile @Nullable T last;

  /**
   * Returns the last item, or null if there was none; blocks until the stream ends.
   *
   * @throws CompletionException if the stream failed, with the cause
   */
  @Nullable T await() {
    return end.join();
  }

  @Override
  public void onStart(Closeable stream) {
    // The engine ends the stream.
  }

  @Override
  public void onNext(T item) {
    last = item;
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    end.complete(last);
  }

  @Override
  public void close() {
    end.complete(last);
  }
}
