package dev.postern.execute.phase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.IntegrationRequest;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.RecordingClient;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.execute.integration.FunctionCall;
import dev.postern.execute.integration.LambdaIntegration;
import dev.postern.execute.integration.StreamedLambdaIntegration;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.runner.Outcome;
import dev.postern.runner.Reply;
import dev.postern.testing.RecordingRunner;
import dev.postern.testing.TestFunctions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvokeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(29);
  private static final IntegrationRequest REQUEST =
      new IntegrationRequest("POST", "", Headers.empty(), "{}".getBytes(UTF_8));

  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final RecordingRunner runner =
      new RecordingRunner().answeringLater(outcome).streamingLater(reply);
  private final FunctionCall call =
      new FunctionCall(
          TestFunctions.open(), runner, TestFunctions.ARN, null, true, TestExchange.CLOCK);
  private final List<String> heard = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  @Test
  void answerThatIsThereIsTakenAtOnce() {
    outcome.complete(new Outcome.Success("{}".getBytes(UTF_8)));
    Exchange exchange = TestExchange.get().build();
    exchange.integrationRequest(REQUEST);

    Step step = invoke().apply(exchange);

    assertThat(step).isEqualTo(Step.NEXT);
    assertThat(exchange.backendResponse().status()).isEqualTo(200);
  }

  @Test
  void answerIsWaitedForNoLongerThanTheTimeout() {
    TestExchange test = TestExchange.get().phase(prepared()).phase(invoke());
    RecordingClient client = test.run();
    assertThat(client.answers()).isEmpty();
    assertThat(test.loop().pending()).containsExactly(TIMEOUT);

    test.loop().timeOut();

    assertThat(client.answer().status()).isEqualTo(504);
  }

  @Test
  void observerHearsOfRequestAndResponse() {
    outcome.complete(new Outcome.Success("{}".getBytes(UTF_8)));

    TestExchange.get().observer(listening()).phase(prepared()).phase(invoke()).run();

    assertThat(heard).hasSize(2).first().asString().endsWith(TestFunctions.ARN + "/invocations");
    assertThat(heard).last().isEqualTo("received 200");
  }

  @ParameterizedTest
  @CsvSource({"5,5", "60,29"})
  void streamBeginsWithinTheShorterOfItsTimes(int idle, int limit) {
    TestExchange test =
        TestExchange.get().phase(prepared()).phase(streaming(Duration.ofSeconds(idle)));

    test.run();

    assertThat(test.loop().pending()).containsExactly(Duration.ofSeconds(limit));
  }

  @ParameterizedTest
  @CsvSource({"4,25", "40,0"})
  void streamHasTheRestOfTheTimeout(int begunAfter, int left) {
    List<BackendResponse> taken = new ArrayList<>();
    TestExchange.get()
        .phase(prepared())
        .phase(streaming(Duration.ofSeconds(5)))
        .phase(exchange -> {
          taken.add(exchange.backendResponse());
          return Step.NEXT;
        })
        .run();

    now = now.plusSeconds(begunAfter);
    reply.complete(new Reply.Whole(new Outcome.Success(("{}" + "\0".repeat(8)).getBytes(UTF_8))));

    BodyStream stream = Objects.requireNonNull(taken.getFirst().stream());
    assertThat(stream.timeout()).isEqualTo(Duration.ofSeconds(left));
    assertThat(stream.idleTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  private Invoke invoke() {
    return new Invoke(new LambdaIntegration(call, false), TIMEOUT);
  }

  private InvokeStreaming streaming(Duration idle) {
    return new InvokeStreaming(
        new Invoke(new StreamedLambdaIntegration(call), TIMEOUT), idle, () -> now);
  }

  private static Phase prepared() {
    return exchange -> {
      exchange.integrationRequest(REQUEST);
      return Step.NEXT;
    };
  }

  private Observer listening() {
    return new Observer() {
      @Override
      public void sending(Supplier<Sent> sent, Exchange exchange) {
        heard.add("sending to " + sent.get().url());
      }

      @Override
      public void received(BackendResponse response, Exchange exchange) {
        heard.add("received " + response.status());
      }
    };
  }
}
