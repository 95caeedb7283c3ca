package dev.postern.execute;

import dev.postern.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A client that records its responses and can disconnect. */
public final class RecordingClient implements Client {
  private final List<HttpResponse> answers = new ArrayList<>();
  private Runnable gone = () -> {};

  @Override
  public void accept(HttpResponse response) {
    answers.add(response);
  }

  @Override
  public void whenGone(Runnable task) {
    gone = task;
  }

  /** Disconnects the client. */
  public void goAway() {
    gone.run();
  }

  /** Returns all responses; a correct pipeline sends exactly one. */
  public List<HttpResponse> answers() {
    return answers;
  }

  /** Returns the only response. */
  public HttpResponse answer() {
    if (answers.size() != 1) {
      throw new AssertionError("the client was answered " + answers.size() + " times");
    }
    return answers.getFirst();
  }
}
