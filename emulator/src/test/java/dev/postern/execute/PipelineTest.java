package dev.postern.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AccessErrors;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.aws.error.GatewayException;
import dev.postern.execute.front.Compression;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final Phase ANSWERS =
      exchange -> {
        exchange.response(HttpResponse.json(200, "{}"));
        return Step.NEXT;
      };

  private final List<String> heard = new ArrayList<>();

  @Test
  void phasesRunInOrderUntilOneAnswers() {
    Phase cacheHit =
        exchange -> {
          exchange.response(HttpResponse.json(203, "{}"));
          return Step.ANSWERED;
        };

    RecordingClient client =
        TestExchange.get().phase(passing("first")).phase(cacheHit).phase(passing("never")).run();

    assertThat(client.answer().status()).isEqualTo(203);
    assertThat(heard).containsExactly("first");
  }

  @Test
  void responseHasTheRequestIds() {
    HttpResponse answer = TestExchange.get().phase(ANSWERS).run().answer();

    assertThat(answer.headers().get("x-amzn-RequestId")).isEqualTo(TestExchange.REQUEST_ID);
    assertThat(answer.headers().get("x-amz-apigw-id")).hasSize(16);
  }

  @Test
  void responseIsCompressedForAClientThatAcceptsIt() {
    HttpResponse answer =
        TestExchange.get()
            .header("Accept-Encoding", "gzip")
            .compression(new Compression(0))
            .phase(ANSWERS)
            .run()
            .answer();

    assertThat(answer.headers().get("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void waitEndsWithItsResult() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    TestExchange test = TestExchange.get().phase(waiting(pending)).phase(ANSWERS);

    RecordingClient client = test.run();

    assertThat(client.answers()).isEmpty();
    assertThat(test.loop().pending()).containsExactly(Duration.ofSeconds(3));
    pending.complete("value");
    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(heard).containsExactly("took value");
    assertThat(test.loop().pending()).isEmpty();
  }

  @Test
  void waitThatTimesOutEndsWithItsOwnError() {
    TestExchange test =
        TestExchange.get()
            .phase(_ ->
                new Step.Waits<>(
                    new CompletableFuture<String>(),
                    _ -> {},
                    Duration.ofSeconds(3),
                    () -> AccessErrors.authorizerFailed("late")));
    RecordingClient client = test.run();

    test.loop().timeOut();

    assertThat(client.answer().status()).isEqualTo(500);
    assertThat(client.answer().headers().get("x-amzn-ErrorType"))
        .isEqualTo("AuthorizerConfigurationException");
  }

  @Test
  void refusalOfAWaitIsRendered() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    RecordingClient client = TestExchange.get().phase(waiting(pending)).run();

    pending.completeExceptionally(new CompletionException(GatewayErrors.unsupportedMediaType()));

    assertThat(client.answer().status()).isEqualTo(415);
  }

  @Test
  void bugInAWaitIsAnInternalError() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    RecordingClient client = TestExchange.get().phase(waiting(pending)).run();

    pending.completeExceptionally(new IllegalArgumentException("a bug"));

    assertInternalError(client);
  }

  @Test
  void disconnectedClientEndsTheWait() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    RecordingClient client = TestExchange.get().phase(waiting(pending)).run();

    client.goAway();

    assertThat(pending).isCompletedExceptionally();
    assertThat(client.answers()).hasSize(1);
  }

  @Test
  void phaseThatThrowsIsAnInternalError() {
    assertInternalError(TestExchange.get().observer(listening()).phase(throwing()).run());
    assertThat(heard).containsExactly("started", "refused 500", "answered 500");
  }

  @Test
  void phaseThatRunsOutOfStackIsAnInternalError() {
    Phase endless =
        _ -> {
          throw new StackOverflowError();
        };

    assertInternalError(TestExchange.get().phase(endless).run());
  }

  @Test
  void planWithoutResponseIsAnInternalError() {
    assertInternalError(TestExchange.get().phase(passing("only")).run());
  }

  @Test
  void consumerOfAResultMayThrow() {
    Phase broken =
        _ ->
            new Step.Waits<>(
                CompletableFuture.completedFuture("value"),
                _ -> {
                  throw new IllegalStateException("a bug");
                },
                Duration.ofSeconds(3),
                GatewayErrors::integrationTimeout);

    RecordingClient client = TestExchange.get().observer(listening()).phase(broken).run();

    assertInternalError(client);
    assertThat(heard).containsExactly("started", "passed", "refused 500", "answered 500");
  }

  @Test
  void consumerOfAResultMayRefuse() {
    Phase refusing =
        _ ->
            new Step.Waits<>(
                CompletableFuture.completedFuture("value"),
                _ -> {
                  throw GatewayErrors.unsupportedMediaType();
                },
                Duration.ofSeconds(3),
                GatewayErrors::integrationTimeout);

    assertThat(TestExchange.get().phase(refusing).run().answer().status()).isEqualTo(415);
  }

  @Test
  void observerThatThrowsDoesNotChangeTheResponse() {
    RecordingClient client = TestExchange.get().observer(new BrokenObserver()).phase(ANSWERS).run();

    assertThat(client.answer().status()).isEqualTo(200);
  }

  @Test
  void observerThatThrowsOnARefusalDoesNotChangeTheResponse() {
    Phase refusing =
        _ -> {
          throw GatewayErrors.unsupportedMediaType();
        };

    RecordingClient client =
        TestExchange.get().observer(new BrokenObserver()).phase(refusing).run();

    assertThat(client.answer().status()).isEqualTo(415);
  }

  @Test
  void awsDefaultReplacesAGatewayResponseThatThrows() {
    RecordingClient client =
        TestExchange.get()
            .observer(listening())
            .refusals((_, _) -> {
              throw new IllegalStateException("a bug");
            })
            .phase(throwing())
            .run();

    assertInternalError(client);
    assertThat(heard).containsExactly("started", "refused 500", "answered 500");
  }

  @Test
  void interimStatusIsRefused() {
    Phase interim =
        exchange -> {
          exchange.response(HttpResponse.empty(100));
          return Step.NEXT;
        };

    assertThat(TestExchange.get().phase(interim).run().answer().status()).isEqualTo(500);
  }

  @Test
  void interimStatusOfAGatewayResponseIsNotSentEither() {
    RecordingClient client =
        TestExchange.get().refusals((_, _) -> HttpResponse.empty(103)).phase(throwing()).run();

    assertThat(client.answer().status()).isEqualTo(500);
  }

  @Test
  void refusalCancelsAStreamedResponse() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Phase streams =
        exchange -> {
          exchange.backendResponse(
              BackendResponse.streamed(
                  200, Headers.empty(), new byte[0], cancelledTells(cancelled)));
          throw GatewayErrors.unsupportedMediaType();
        };

    RecordingClient client = TestExchange.get().phase(streams).run();

    assertThat(client.answer().status()).isEqualTo(415);
    assertThat(cancelled).isTrue();
  }

  private static BodyStream cancelledTells(AtomicBoolean cancelled) {
    return BodyStream.of(reader ->
        reader.onSubscribe(
            new Flow.Subscription() {
              @Override
              public void request(long count) {}

              @Override
              public void cancel() {
                cancelled.set(true);
              }
            }));
  }

  @Test
  void observersAreToldWhenAStreamEnds() {
    Phase streams =
        exchange -> {
          exchange.response(
              HttpResponse.streamed(
                  200, Headers.empty(), BodyStream.of(WholeBody.of(new byte[] {1, 2}))));
          return Step.NEXT;
        };

    RecordingClient client = TestExchange.get().observer(listening()).phase(streams).run();

    assertThat(heard).containsExactly("started", "passed");
    Objects.requireNonNull(client.answer().stream()).cancel();
    assertThat(heard).containsExactly("started", "passed", "streamed broken off", "answered 200");
  }

  private static void assertInternalError(RecordingClient client) {
    assertThat(client.answer().status()).isEqualTo(500);
    assertThat(client.answer().bodyText()).isEqualTo("{\"message\": \"Internal server error\"}");
  }

  private Phase passing(String name) {
    return _ -> {
      heard.add(name);
      return Step.NEXT;
    };
  }

  private static Phase throwing() {
    return _ -> {
      throw new IllegalStateException("a bug");
    };
  }

  private Phase waiting(CompletableFuture<String> pending) {
    return _ ->
        new Step.Waits<>(
            pending,
            value -> heard.add("took " + value),
            Duration.ofSeconds(3),
            GatewayErrors::integrationTimeout);
  }

  private Observer listening() {
    return new Observer() {
      @Override
      public void started(Exchange exchange) {
        heard.add("started");
      }

      @Override
      public void passed(Phase phase, Step step, Exchange exchange) {
        heard.add("passed");
      }

      @Override
      public void refused(GatewayException refusal, Exchange exchange) {
        heard.add("refused " + refusal.status());
      }

      @Override
      public void streamed(long bytes, boolean incomplete, Exchange exchange) {
        heard.add(incomplete ? "streamed broken off" : "streamed");
      }

      @Override
      public void answered(HttpResponse response, Exchange exchange) {
        heard.add("answered " + response.status());
      }
    };
  }

  /** An observer that fails on every call. */
  private static final class BrokenObserver implements Observer {
    @Override
    public void started(Exchange exchange) {
      throw new IllegalStateException("started");
    }

    @Override
    public void passed(Phase phase, Step step, Exchange exchange) {
      throw new IllegalStateException("passed");
    }

    @Override
    public void refused(GatewayException refusal, Exchange exchange) {
      throw new StackOverflowError("refused");
    }

    @Override
    public void answered(HttpResponse response, Exchange exchange) {
      throw new IllegalStateException("answered");
    }
  }
}
