package dev.postern.execute;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.http.HttpResponse;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
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

  /** Asked once: a request pays nothing for logging that is off. */
  private final boolean debug = LOG.isLoggable(Level.DEBUG);

  /**
   * Answers one request.
   *
   * @param resumption where the walk goes on after waiting: the event loop of the client's
   *     connection
   * @param done takes the answer, exactly once, on the starting thread or on {@code resumption}
   */
  public void run(Exchange exchange, Executor resumption, Consumer<HttpResponse> done) {
    new Walk(exchange, resumption, done).go(0);
  }

  private final class Walk {
    private final Exchange exchange;
    private final Executor resumption;
    private final Consumer<HttpResponse> done;
    private final List<Phase> phases;

    private Walk(Exchange exchange, Executor resumption, Consumer<HttpResponse> done) {
      this.exchange = exchange;
      this.resumption = resumption;
      this.done = done;
      this.phases = exchange.plan().phases();
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
      } catch (RuntimeException e) {
        response = failed(e);
      }
      done.accept(identified(response));
    }

    /** False when a phase waits: {@link #resume} goes on then. */
    private boolean walk(int from) {
      for (int i = from; i < phases.size(); i++) {
        Phase phase = phases.get(i);
        Step step = phase.apply(exchange);
        if (debug) {
          log(phase, step);
        }
        if (step instanceof Step.Answered) {
          return true;
        }
        if (step instanceof Step.Waits(var stage) && waits(stage.toCompletableFuture(), i + 1)) {
          return false;
        }
      }
      return true;
    }

    /** False when there is nothing to wait for any more. */
    private boolean waits(CompletableFuture<?> stage, int next) {
      if (stage.isDone() && !stage.isCompletedExceptionally()) {
        return false;
      }
      var _ = stage.whenCompleteAsync((_, e) -> resume(next, e), resumption);
      return true;
    }

    private void resume(int next, @Nullable Throwable failure) {
      if (failure == null) {
        go(next);
        return;
      }
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      HttpResponse response =
          cause instanceof GatewayException refusal ? refused(refusal) : failed(cause);
      done.accept(identified(response));
    }

    private HttpResponse refused(GatewayException refusal) {
      if (debug) {
        LOG.log(
            Level.DEBUG,
            "event=refused request={0} type={1} status={2} reason=\"{3}\"",
            exchange.ids().requestId(),
            refusal.type(),
            Integer.toString(refusal.status()),
            refusal.executionLog() == null ? refusal.text() : refusal.executionLog());
      }
      return rendered(refusal);
    }

    private HttpResponse failed(Throwable fault) {
      LOG.log(Level.ERROR, "event=fault request=" + exchange.ids().requestId(), fault);
      return rendered(GatewayErrors.internal());
    }

    /** A customised answer that fails itself gives way to AWS's own. */
    private HttpResponse rendered(GatewayException refusal) {
      try {
        return exchange.stage().gatewayResponses().render(refusal, exchange);
      } catch (RuntimeException fault) {
        LOG.log(Level.ERROR, "event=fault request=" + exchange.ids().requestId(), fault);
        return GatewayResponses.uncustomised(refusal);
      }
    }

    private HttpResponse identified(HttpResponse response) {
      return response.withHeaders(
          response.headers().toBuilder()
              .add("x-amzn-RequestId", exchange.ids().requestId())
              .add("x-amz-apigw-id", exchange.ids().extendedRequestId())
              .build());
    }

    private void log(Phase phase, Step step) {
      LOG.log(
          Level.DEBUG,
          "event=phase request={0} api={1} stage={2} resource={3} phase={4} step={5}",
          exchange.ids().requestId(),
          exchange.stage().api(),
          exchange.stage().name(),
          exchange.plan().resourcePath(),
          phase.name(),
          step.getClass().getSimpleName());
    }
  }
}
