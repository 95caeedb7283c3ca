package dev.postern.execute.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.Exchange;
import dev.postern.execute.Observer;
import dev.postern.execute.Phase;
import dev.postern.execute.RecordingClient;
import dev.postern.execute.Step;
import dev.postern.execute.TestExchange;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import dev.postern.mapping.SubstitutionTemplate;
import dev.postern.report.LogEvent;
import dev.postern.report.LogGroup;
import dev.postern.report.LogGroups;
import dev.postern.report.MetricSet;
import dev.postern.report.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the observers of a request write down of its walk. */
class ObserversTest {
  private static final LogGroup GROUP =
      new LogGroup(new Caller(new AccountId("123456789012"), new Region("eu-west-1")), "group");
  private static final Headers SECRET = Headers.of("Authorization", "secret-token", "X-A", "a");

  /** Each look at the clock is ten milliseconds later than the last one. */
  private final InstantSource clock =
      new InstantSource() {
        private Instant now = TestExchange.RECEIVED;

        @Override
        public Instant instant() {
          now = now.plus(Duration.ofMillis(10));
          return now;
        }
      };

  private final LogGroups groups = new LogGroups();
  private final List<String> lines = new ArrayList<>();

  @AfterEach
  void close() {
    groups.close();
  }

  @Test
  void executionLogTellsOfTheWalk() {
    walk(new ExecutionLog(lines::add, false, clock), answering());

    assertThat(lines)
        .containsExactly(
            "Starting execution for request: " + TestExchange.REQUEST_ID,
            "HTTP Method: GET, Resource Path: /pets/7",
            "Sending request to http://backend/",
            "Received response. Status: 201, Integration latency: 10 ms",
            "a note",
            "Successfully completed execution",
            "Method completed with status: 200");
  }

  @Test
  void dataTraceShowsMessagesWithoutCredentials() {
    walk(new ExecutionLog(lines::add, true, clock), answering());

    assertThat(lines)
        .contains(
            "Method request path: {id=7}",
            "Method request query string: {q=2}",
            "Endpoint request headers: {Authorization=******-token, X-A=a}",
            "Endpoint request body after transformations: sent",
            "Endpoint response headers: {Authorization=******-token, X-A=a}",
            "Endpoint response body before transformations: received",
            "Method response body after transformations: done");
    assertThat(String.join("", lines)).doesNotContain("secret");
  }

  @Test
  void refusedRequestIsNotCompletedSuccessfully() {
    walk(new ExecutionLog(lines::add, true, clock), refusing());

    assertThat(lines)
        .contains("Execution failed due to a timeout error")
        .contains("Method completed with status: 504")
        .doesNotContain("Successfully completed execution");
  }

  @Test
  void streamThatBreaksOffIsNotCompletedSuccessfully() {
    RecordingClient client = walk(new ExecutionLog(lines::add, true, clock), streaming());

    Objects.requireNonNull(client.answer().stream()).cancel();

    assertThat(lines)
        .contains("Execution failed: the response stream broke off after 0 bytes")
        .doesNotContain("Successfully completed execution");
  }

  @Test
  void longLineIsCutBetweenCharacters() {
    walk(
        new ExecutionLog(lines::add, true, clock),
        answering(),
        TestExchange.post("ü".repeat(1_000)));

    String line =
        lines.stream().filter(l -> l.startsWith("Method request body")).findFirst().orElseThrow();
    assertThat(line).endsWith("ü [TRUNCATED]").doesNotContain("\ufffd");
    assertThat(line.getBytes(UTF_8).length).isBetween(1_020, 1_024);
  }

  @Test
  void stageLogIsWrittenWhenTheRequestIsAnswered() {
    walk(stageLog(false, true).get(), verifying(), answering());

    assertThat(logged())
        .allMatch(line -> line.startsWith("(" + TestExchange.REQUEST_ID + ") "))
        .anyMatch(line -> line.contains("because method 'GET /pets/{id}' does not require API Key"))
        .last()
        .asString()
        .endsWith("Method completed with status: 200");
    assertThat(logged())
        .extracting(line -> line.substring(39, 45))
        .startsWith("Extend", "Verify", "API Ke", "Usage ", "Starti");
  }

  @Test
  void requestRefusedBeforeItsExecutionHasNoLinesOfIt() {
    walk(stageLog(false, true).get(), refusing());

    assertThat(logged()).hasSize(3).noneMatch(line -> line.contains("Starting execution"));
  }

  @Test
  void apiKeyIsMaskedInEveryLine() {
    String key = "abcdefghijklmnopqrstuvwxyz1234567890ABCD";
    Phase sendsTheKey =
        exchange -> {
          Objects.requireNonNull(exchange.observer())
              .sending(
                  () ->
                      new Observer.Sent(
                          "http://backend/", Headers.empty(), ("key " + key).getBytes(UTF_8)),
                  exchange);
          exchange.observer().traced(() -> "traced " + key, exchange);
          return Step.NEXT;
        };

    TestExchange test = TestExchange.get().header("x-api-key", key);
    test.observer(new StageLog.Target(groups, GROUP, "s", true, false, true, clock).get())
        .phase(exchange -> {
          exchange.apiKey(key);
          return Step.NEXT;
        })
        .phase(verifying())
        .phase(sendsTheKey)
        .phase(answering())
        .run();

    String masked = "*".repeat(34) + "90ABCD";
    assertThat(logged())
        .noneMatch(line -> line.contains(key))
        .anyMatch(line -> line.contains("API Key: " + masked + " API Stage: a1b2c3d4e5/dev"))
        .anyMatch(line -> line.endsWith(") API Key: " + masked))
        .anyMatch(line -> line.contains("x-api-key=" + masked))
        .anyMatch(line -> line.endsWith("transformations: key " + masked))
        .anyMatch(line -> line.endsWith(") traced " + masked));
  }

  @Test
  void stageLogTellsOfAReplacedRequestId() {
    walk(
        stageLog(false, false).get(),
        answering(),
        TestExchange.get().withoutHeader("x-amzn-RequestId").header("x-amzn-RequestId", "mine"));

    assertThat(logged()).anyMatch(line -> line.endsWith("UUID_REPLACED_INVALID_REQUEST_ID"));
    assertThat(logged()).noneMatch(line -> line.contains("API Key"));
  }

  @Test
  void logOfErrorsHasRefusedRequestsOnly() {
    walk(stageLog(true, false).get(), answering());
    assertThat(groups.groups()).isEmpty();

    walk(stageLog(true, false).get(), refusing());
    assertThat(logged()).isNotEmpty();
  }

  @Test
  void logOfErrorsHasStreamsThatBreakOff() {
    RecordingClient client = walk(stageLog(true, false).get(), streaming());

    Objects.requireNonNull(client.answer().stream()).cancel();

    assertThat(logged()).anyMatch(line -> line.contains("broke off"));
  }

  @Test
  void accessLogHasOneLineInTheStagesFormat() {
    walk(
        accessLog(
            "$context.httpMethod $context.status $context.responseLength"
                + " $context.integrationStatus $context.integration.latency"
                + " $context.integration.responseTransferMode $context.endpointType"
                + " $context.error.message $context.tlsVersion"),
        answering());

    assertThat(logged()).containsExactly("GET 200 4 201 10 BUFFERED REGIONAL - -");
  }

  @Test
  void accessLogTellsWhyARequestWasRefused() {
    walk(
        accessLog(
            "$context.status|$context.error.message|$context.error.responseType"
                + "|$context.integrationErrorMessage|$context.integration.error"),
        refusing());

    assertThat(logged()).containsExactly("504|Endpoint request timed out|INTEGRATION_TIMEOUT|-|-");
  }

  @Test
  void accessLogTellsHowFarAStreamCame() {
    RecordingClient client =
        walk(
            accessLog(
                "$context.responseLength $context.integration.responseTransferMode"
                    + " $context.integration.timeToAllHeaders"),
            streaming());

    Objects.requireNonNull(client.answer().stream()).cancel();

    assertThat(logged()).containsExactly("0 STREAMED 10");
  }

  @Test
  void meterCountsWhereTheStageIsCounted() {
    MetricSet stage =
        new Metrics().of(Metrics.Dimensions.of(GROUP.owner(), "pets", "a1b2c3d4e5", "dev"));
    RequestMeter.Target target = new RequestMeter.Target(List.of(stage), clock);

    walk(target.get(), answering());
    walk(target.get(), refusing());

    assertThat(stage.count()).isEqualTo(2);
    assertThat(stage.serverErrors()).isEqualTo(1);
    assertThat(stage.clientErrors()).isZero();
    assertThat(stage.latency().count()).isEqualTo(2);
    assertThat(stage.integrationLatency().count()).isEqualTo(1);
    assertThat(stage.integrationLatency().totalMillis()).isEqualTo(10);
  }

  @Test
  void inspectorKeepsTheLatestRequests() {
    Inspector inspector = new Inspector(2, clock);
    for (String path : List.of("/1", "/2", "/3")) {
      walk(inspector.get(), answering(), TestExchange.get().path(path, path));
    }

    assertThat(inspector.latest())
        .extracting(one -> one.exchange().incoming().path())
        .containsExactly("/3", "/2");
    assertThat(inspector.find(TestExchange.REQUEST_ID)).isPresent();
    assertThat(inspector.find("none")).isEmpty();

    inspector.clear();
    assertThat(inspector.latest()).isEmpty();
  }

  @Test
  void inspectorShowsWhatBecameOfARequest() {
    Inspector inspector = new Inspector(2, clock);

    walk(inspector.get(), answering(), TestExchange.post("x".repeat(20_000)));

    Inspector.Inspected one = inspector.latest().getFirst();
    assertThat(one.methodRequest().line()).isEqualTo("POST");
    assertThat(one.methodRequest().body()).hasSize(16_384);
    assertThat(one.methodRequest().length()).isEqualTo(20_000);
    assertThat(one.integrationUrl()).isEqualTo("http://backend/");
    assertThat(Objects.requireNonNull(one.integrationResponse()).line()).isEqualTo("201");
    assertThat(one.choices()).extracting(Supplier::get).containsExactly("a choice");
    assertThat(one.notes()).containsExactly("a note");
    assertThat(one.refusal()).isNull();
    assertThat(one.response().line()).isEqualTo("200");
    assertThat(one.phases())
        .singleElement()
        .extracting(Inspector.Passed::outcome)
        .isEqualTo("Answered");
  }

  @Test
  void inspectorShowsWhyARequestWasRefused() {
    Inspector inspector = new Inspector(2, clock);

    walk(inspector.get(), refusing());

    Inspector.Inspected one = inspector.latest().getFirst();
    assertThat(Objects.requireNonNull(one.refusal()).status()).isEqualTo(504);
    assertThat(one.integrationRequest()).isNull();
    assertThat(one.integrationUrl()).isNull();
  }

  @Test
  void observerThatFailsHidesNothingFromTheOthers() {
    Observer broken =
        new Observer() {
          @Override
          public void started(Exchange exchange) {
            throw new IllegalStateException("started");
          }

          @Override
          public void answered(HttpResponse response, Exchange exchange) {
            throw new StackOverflowError("answered");
          }
        };
    Observer both =
        Objects.requireNonNull(
                Observers.of(
                    List.of(() -> broken, () -> new ExecutionLog(lines::add, false, clock))))
            .get();

    RecordingClient client = walk(both, answering());

    assertThat(client.answer().status()).isEqualTo(200);
    assertThat(lines).hasSize(7);
  }

  @Test
  void noObserversAreNone() {
    assertThat(Observers.of(List.of())).isNull();
  }

  @ParameterizedTest
  @CsvSource({"'',''", "abc,***", "abcdef,******", "abcdefg,*bcdefg"})
  void secretShowsItsLastSixCharactersIfItHasMore(String secret, String shown) {
    assertThat(Secrets.mask(secret)).isEqualTo(shown);
  }

  @Test
  void credentialsAmongHeadersAreMasked() {
    Headers headers = Headers.of("X-Api-Key", "abcdefg", "COOKIE", "a=1", "X-A", "1", "X-A", "2");

    assertThat(Secrets.masked(headers))
        .containsExactly(entry("X-Api-Key", "*bcdefg"), entry("COOKIE", "***"), entry("X-A", "2"));
  }

  private StageLog.Target stageLog(boolean errorsOnly, boolean routed) {
    return new StageLog.Target(groups, GROUP, "s", routed, errorsOnly, false, clock);
  }

  private Observer accessLog(String format) {
    return new AccessLog.Target(
            groups, GROUP, "s", SubstitutionTemplate.compile(format), "REGIONAL", clock)
        .get();
  }

  private List<String> logged() {
    return groups.events(GROUP).stream().map(LogEvent::message).toList();
  }

  private static RecordingClient walk(Observer observer, Phase phase) {
    return walk(observer, phase, TestExchange.get());
  }

  private static RecordingClient walk(Observer observer, Phase first, Phase second) {
    return walk(observer, second, TestExchange.get().phase(first));
  }

  private static RecordingClient walk(Observer observer, Phase phase, TestExchange test) {
    return test.pathParameter("id", "7").query("q=1&q=2").observer(observer).phase(phase).run();
  }

  private static Phase verifying() {
    return exchange -> {
      Observer observer = Objects.requireNonNull(exchange.observer());
      observer.verifyingUsage(exchange);
      observer.usageVerified("GET /pets/{id}", false, exchange);
      return Step.NEXT;
    };
  }

  private static Phase answering() {
    return exchange -> {
      exchanged(exchange);
      exchange.response(HttpResponse.text(200, "a/b", "done"));
      return Step.ANSWERED;
    };
  }

  private static Phase streaming() {
    return exchange -> {
      exchanged(exchange);
      exchange.response(
          HttpResponse.streamed(
              200, Headers.empty(), BodyStream.of(WholeBody.of(new byte[] {1, 2}))));
      return Step.ANSWERED;
    };
  }

  private static Phase refusing() {
    return _ -> {
      throw GatewayErrors.integrationTimeout();
    };
  }

  /** Tells the observer of a backend, as the phase that invokes it does. */
  private static void exchanged(Exchange exchange) {
    Observer observer = Objects.requireNonNull(exchange.observer());
    observer.sending(
        () -> new Observer.Sent("http://backend/", SECRET, "sent".getBytes(UTF_8)), exchange);
    observer.received(BackendResponse.of(201, SECRET, "received".getBytes(UTF_8)), exchange);
    exchange.chosen(() -> "a choice");
    observer.noted("a note", exchange);
  }
}
