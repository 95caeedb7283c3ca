package dev.postern.execute;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.front.Compression;
import dev.postern.http.BodyStream;
import dev.postern.http.HttpResponse;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the phases of an exchange's plan and answers it, whatever happens.
 *
 * <p>A walk runs on the thread that starts it, phase after phase, until one waits; it goes on, when
 * that is over, on the given executor. No thread is ever held while a backend works.
 */
public final class Pipeline {
  private static final System.Logger LOG = System.getLogger("postern.execute");

  /**
   * Answers one request.
   *
   * @param loop where the walk goes on after waiting; this is called on it
   * @param client takes the answer, exactly once, on the loop
   */
  public void run(Exchange exchange, Loop loop, Client client) {
    new Walk(exchange, loop, client).start();
  }

  private final class Walk {
    private final Exchange exchange;
    private final Loop loop;
    private final Client client;
    private final List<Phase> phases;
    private final @Nullable Observer observer;

    private Walk(Exchange exchange, Loop loop, Client client) {
      this.exchange = exchange;
      this.loop = loop;
      this.client = client;
      this.phases = exchange.plan().phases();
      this.observer = exchange.observer();
    }

    private void start() {
      if (observer != null) {
        observer.started(exchange);
      }
      go(0);
    }

    private void go(int from) {
      HttpResponse response;
      try {
        if (!walk(from)) {
          return;
        }
        response = exchange.response();
      } catch (GatewayException refusal) {
        response = refused(refusal);
      } catch (RuntimeException | Error e) {
        // An Error too: whatever broke, the client gets an answer.
        response = failed(e);
      }
      answer(response);
    }

    /** False when a phase waits: the walk goes on later. */
    private boolean walk(int from) {
      for (int i = from; i < phases.size(); i++) {
        Phase phase = phases.get(i);
        Step step = phase.apply(exchange);
        if (observer != null) {
          observer.passed(phase, step, exchange);
        }
        if (step instanceof Step.Answered) {
          return true;
        }
        if (step instanceof Step.Waits<?> waits) {
          await(waits, i + 1);
          return false;
        }
      }
      return true;
    }

    private <T> void await(Step.Waits<T> waits, int next) {
      CompletableFuture<T> answer = waits.answer();
      Runnable cancelDeadline =
          loop.schedule(
              waits.limit(),
              () -> answer.completeExceptionally(GatewayErrors.integrationTimeout()));
      client.whenGone(() -> answer.completeExceptionally(GatewayErrors.clientGone()));
      var _ =
          answer.whenCompleteAsync(
              (value, failure) -> {
                cancelDeadline.run();
                resume(next, value, waits.taken(), failure);
              },
              loop);
    }

    private <T> void resume(
        int next, @Nullable T value, Consumer<T> taken, @Nullable Throwable failure) {
      if (failure == null && value != null) {
        try {
          taken.accept(value);
        } catch (GatewayException refusal) {
          answer(refused(refusal));
          return;
        }
        go(next);
        return;
      }
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      HttpResponse response =
          cause instanceof GatewayException refusal
              ? refused(refusal)
              : failed(new IllegalStateException("a phase waited in vain", cause));
      answer(response);
    }

    private void answer(HttpResponse chosen) {
      // What a template or function names may be an interim status, which would answer nobody.
      HttpResponse made =
          chosen.status() >= 200 ? chosen : refused(GatewayErrors.interimStatus(chosen.status()));
      HttpResponse response = observer == null ? made : observed(made, observer);
      Compression compression = exchange.stage().compression();
      client.accept(
          exchange
              .ids()
              .shown(
                  compression == null ? response : compression.apply(exchange.request(), response),
                  exchange.stage().endpoint()));
    }

    /** Of a stream, the observer hears when it is over. */
    private HttpResponse observed(HttpResponse response, Observer observer) {
      BodyStream stream = response.stream();
      if (stream == null) {
        observer.answered(response, exchange);
        return response;
      }
      return HttpResponse.streamed(
          response.status(),
          response.headers(),
          stream.withParts(new ObservedStream(stream.parts(), response, exchange, observer)));
    }

    private HttpResponse refused(GatewayException refusal) {
      BackendResponse unread = exchange.endpointResponseIfReceived();
      if (unread != null && unread.stream() != null) {
        unread.stream().cancel();
      }
      if (refusal.explanation() != null) {
        // What no log of AWS's says, the one who set it up has to find somewhere.
        LOG.log(
            Level.INFO,
            "event=refused request="
                + exchange.ids().requestId()
                + " reason=\""
                + refusal.explanation()
                + "\"");
      }
      if (observer != null) {
        observer.refused(refusal, exchange);
      }
      return rendered(refusal);
    }

    private HttpResponse failed(Throwable fault) {
      LOG.log(Level.ERROR, "event=fault request=" + exchange.ids().requestId(), fault);
      return refused(GatewayErrors.internal());
    }

    /** A customised answer that fails itself gives way to AWS's own. */
    private HttpResponse rendered(GatewayException refusal) {
      try {
        return exchange.stage().refusals().render(refusal, exchange);
      } catch (RuntimeException fault) {
        LOG.log(Level.ERROR, "event=fault request=" + exchange.ids().requestId(), fault);
        return RefusalRenderer.uncustomized(refusal);
      }
    }
  }
}
