package dev.postern.execute;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.http.BodyStream;
import dev.postern.http.HttpResponse;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The executor of plans: runs the phases of an exchange's plan and answers the client exactly once,
 * whatever fails: a phase, the consumer of a result, an observer or a gateway response.
 *
 * <p>Phases run on the exchange's loop, one after the other, until one waits. The run resumes on
 * the loop when the wait is over. No thread is blocked while a backend works.
 */
public final class Pipeline {
  private static final System.Logger LOG = System.getLogger("postern.execute");

  /** RFC 9110, section 15: lower statuses are interim and complete no request. */
  private static final int MIN_FINAL_STATUS = 200;

  /**
   * Serves one request. Called on the exchange's loop.
   *
   * @param client receives the response, exactly once, on the loop
   */
  public void run(Exchange exchange, Client client) {
    new Run(exchange, client).start();
  }

  private static final class Run {
    private final Exchange exchange;
    private final Client client;
    private final List<Phase> phases;
    private final @Nullable Observer observer;

    private Run(Exchange exchange, Client client) {
      this.exchange = exchange;
      this.client = client;
      this.phases = exchange.plan().phases();
      this.observer = exchange.observer();
    }

    private void start() {
      tell(told -> told.started(exchange));
      resume(0);
    }

    private void resume(int from) {
      HttpResponse response;
      try {
        if (!runFrom(from)) {
          return;
        }
        response = exchange.response();
      } catch (GatewayException refusal) {
        response = refused(refusal);
      } catch (RuntimeException | Error fault) {
        // Catches Errors too: the client always gets a response.
        response = failed(fault);
      }
      answer(response);
    }

    /** Returns false if a phase waits: the run resumes later. */
    private boolean runFrom(int from) {
      for (int i = from; i < phases.size(); i++) {
        Phase phase = phases.get(i);
        Step step = phase.apply(exchange);
        tell(told -> told.passed(phase, step, exchange));
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
      CompletableFuture<T> pending = waits.answer();
      Runnable cancelDeadline =
          exchange
              .loop()
              .schedule(
                  waits.timeout(), () -> pending.completeExceptionally(waits.onTimeout().get()));
      client.whenGone(() -> pending.completeExceptionally(GatewayErrors.clientGone()));
      var _ =
          pending.whenCompleteAsync(
              (value, failure) -> {
                cancelDeadline.run();
                take(next, value, waits.taken(), failure);
              },
              exchange.loop());
    }

    private <T> void take(
        int next, @Nullable T value, Consumer<T> taken, @Nullable Throwable failure) {
      HttpResponse refusal = value == null ? refusedFor(failure) : takenOrRefused(value, taken);
      if (refusal == null) {
        resume(next);
      } else {
        answer(refusal);
      }
    }

    private HttpResponse refusedFor(@Nullable Throwable failure) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      return cause instanceof GatewayException refusal
          ? refused(refusal)
          : failed(new IllegalStateException("a phase waited for what failed", cause));
    }

    private <T> @Nullable HttpResponse takenOrRefused(T value, Consumer<T> taken) {
      try {
        taken.accept(value);
        return null;
      } catch (GatewayException refusal) {
        return refused(refusal);
      } catch (RuntimeException | Error fault) {
        return failed(fault);
      }
    }

    private HttpResponse failed(Throwable fault) {
      log(fault);
      return refused(GatewayErrors.internal());
    }

    private HttpResponse refused(GatewayException refusal) {
      BackendResponse unread = exchange.backendResponseIfReceived();
      if (unread != null && unread.stream() != null) {
        unread.stream().cancel();
      }
      if (refusal.explanation() != null) {
        // AWS does not log this cause, but the API developer must be able to find it.
        LOG.log(
            Level.INFO,
            "event=refused request="
                + exchange.ids().requestId()
                + " reason=\""
                + refusal.explanation()
                + "\"");
      }
      tell(told -> told.refused(refusal, exchange));
      return rendered(refusal);
    }

    /**
     * Renders a refusal. If a customized gateway response fails, AWS's default response replaces
     * it.
     */
    private HttpResponse rendered(GatewayException refusal) {
      try {
        return exchange.stage().refusals().render(refusal, exchange);
      } catch (RuntimeException | Error fault) {
        log(fault);
        return RefusalRenderer.uncustomized(refusal);
      }
    }

    private void answer(HttpResponse response) {
      HttpResponse last = observed(complete(response));
      HttpResponse shown;
      try {
        shown = shown(last);
      } catch (RuntimeException | Error fault) {
        log(fault);
        shown = RefusalRenderer.uncustomized(GatewayErrors.internal());
      }
      try {
        client.accept(shown);
      } catch (RuntimeException | Error fault) {
        log(fault);
      }
    }

    /** Replaces an interim status, which a template, a function or a gateway response may set. */
    private HttpResponse complete(HttpResponse response) {
      if (response.status() >= MIN_FINAL_STATUS) {
        return response;
      }
      GatewayException refusal = GatewayErrors.interimStatus(response.status());
      HttpResponse instead = refused(refusal);
      return instead.status() >= MIN_FINAL_STATUS ? instead : RefusalRenderer.uncustomized(refusal);
    }

    /** Wraps a streamed body so that observers are told when it ends. */
    private HttpResponse observed(HttpResponse response) {
      BodyStream stream = response.stream();
      if (observer == null || stream == null) {
        tell(told -> told.answered(response, exchange));
        return response;
      }
      return HttpResponse.streamed(
          response.status(),
          response.headers(),
          stream.withParts(new ObservedStream(stream.parts(), response, exchange, observer)));
    }

    /**
     * Returns the response as sent: compressed, with request ids and the headers of the endpoint
     * type.
     */
    private HttpResponse shown(HttpResponse response) {
      StageRelease stage = exchange.stage();
      return exchange
          .ids()
          .shown(
              stage.compression() == null
                  ? response
                  : stage.compression().apply(exchange.request(), response),
              stage.endpoint());
    }

    /** Calls the observer. An observer that fails does not affect the request. */
    private void tell(Consumer<Observer> event) {
      if (observer == null) {
        return;
      }
      try {
        event.accept(observer);
      } catch (RuntimeException | Error fault) {
        log(fault);
      }
    }

    private void log(Throwable fault) {
      LOG.log(Level.ERROR, "event=fault request=" + exchange.ids().requestId(), fault);
    }
  }
}
