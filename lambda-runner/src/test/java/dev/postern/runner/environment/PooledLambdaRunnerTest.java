package dev.postern.runner.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.runner.Calls;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.Outcome;
import dev.postern.runner.RecordingLog;
import dev.postern.runner.RunnerSettings;
import dev.postern.runner.TestFunction;
import dev.postern.runner.runtimeapi.RuntimeApi;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledLambdaRunnerTest {
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path folder;

  private final RecordingLog log = new RecordingLog();
  private final FakeEngine engine = new FakeEngine();
  private List<PooledLambdaRunner> runners = List.of();

  @AfterEach
  void closeRunners() {
    runners.forEach(PooledLambdaRunner::close);
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void idleSandboxEndsAfterTheIdleTimeout() {
    RunnerSettings settings =
        RunnerSettings.defaults(folder)
            .withSandboxes(Duration.ofMillis(100), 10, Duration.ofSeconds(10));
    PooledLambdaRunner runner = newRunner(settings);
    Calls calls = new Calls(runner);
    FunctionSpec function = function("f");
    int before = calls.result(function, "{}").asInt();

    runner.whenAllGone().orTimeout(10, TimeUnit.SECONDS).join();
    int after = calls.result(function, "{}").asInt();

    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void idleSandboxOfAnotherFunctionMakesRoom() {
    RunnerSettings settings =
        RunnerSettings.defaults(folder)
            .withSandboxes(Duration.ofMinutes(1), 1, Duration.ofSeconds(10));
    Calls calls = calls(settings);

    calls.result(function("first"), "{}");
    calls.result(function("second"), "{}");

    assertThat(engine.living()).containsExactly("second");
  }

  @Test
  void failureOfTheMachineCompletesAllQueuedInvocations() {
    engine.failWith("the engine is on holiday");
    Calls calls = calls(RunnerSettings.defaults(folder));

    List<CompletableFuture<Outcome>> together =
        Stream.generate(() -> calls.start(function("f"), "{}")).limit(20).toList();

    assertThat(together)
        .allSatisfy(call ->
            assertThat(Calls.await(call))
                .isEqualTo(new Outcome.SandboxFailed("function f: the engine is on holiday")));
  }

  @Test
  void sandboxThatIsSlowToInitialiseTimesOut() {
    RunnerSettings settings =
        RunnerSettings.defaults(folder)
            .withSandboxes(Duration.ofMinutes(1), 10, Duration.ofMillis(50));
    FunctionSpec function =
        TestFunction.named("f", "nodejs22.x", FakeEngine.MUTE)
            .timeout(Duration.ofMillis(50))
            .spec();

    Outcome outcome = calls(settings).call(function, "{}");

    assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
  }

  @Test
  void containerThatNeverConnectsYieldsAMessageAboutTheFirewall() {
    engine.pretendToBeReachedAt("172.17.0.1");
    RunnerSettings settings =
        RunnerSettings.defaults(folder)
            .withSandboxes(Duration.ofMinutes(1), 10, Duration.ofMillis(50));
    FunctionSpec function =
        TestFunction.named("f", "nodejs22.x", FakeEngine.MUTE)
            .timeout(Duration.ofMillis(50))
            .spec();

    Outcome outcome = calls(settings).call(function, "{}");

    assertThat(outcome).isInstanceOf(Outcome.SandboxFailed.class);
    assertThat(((Outcome.SandboxFailed) outcome).message())
        .contains("never asked for work", "firewall");
  }

  @Test
  void unusablePackageIsASandboxFailure() {
    FunctionSpec function = TestFunction.named("f", "nodejs22.x", "a.b").file("../a", "").spec();

    Outcome outcome = calls(RunnerSettings.defaults(folder)).call(function, "{}");

    assertThat(outcome)
        .isEqualTo(new Outcome.SandboxFailed("function f: entry '../a' climbs out of its folder"));
  }

  @Test
  void reservedConcurrencyOfZeroThrottlesAllInvocations() {
    FunctionSpec function =
        TestFunction.named("f", "nodejs22.x", FakeEngine.NUMBER).reservedConcurrency(0).spec();

    Outcome outcome = calls(RunnerSettings.defaults(folder)).call(function, "{}");

    assertThat(outcome).isInstanceOf(Outcome.Throttled.class);
    assertThat(engine.started()).isZero();
  }

  @Test
  void preparedFunctionHasCodeButNoSandbox() throws IOException {
    PooledLambdaRunner runner = newRunner(RunnerSettings.defaults(folder));

    runner.prepareAsync(function("f")).join();

    assertThat(codeFolders()).hasSize(1);
    assertThat(engine.started()).isZero();
  }

  @Test
  void revisionsShareCodeAndTheLastOneRemovesIt() throws IOException {
    PooledLambdaRunner runner = newRunner(RunnerSettings.defaults(folder));
    Calls calls = new Calls(runner);
    FunctionSpec first = function("f");
    FunctionSpec second =
        TestFunction.named("f", "nodejs22.x", FakeEngine.NUMBER).revision("2").spec();
    calls.result(first, "{}");
    calls.result(second, "{}");
    assertThat(codeFolders()).hasSize(1);

    CompletableFuture<Void> ends = runner.whenAllGone();
    runner.retire(first.functionArn(), "2");
    runner.remove(first.functionArn());
    ends.orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(codeFolders()).isEmpty();
    assertThat(engine.living()).isEmpty();
  }

  @Test
  void closedRunnerLeavesNothingBehind() throws IOException {
    PooledLambdaRunner runner = newRunner(RunnerSettings.defaults(folder));
    new Calls(runner).result(function("f"), "{}");

    runner.close();

    assertThat(engine.living()).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private static FunctionSpec function(String name) {
    return TestFunction.named(name, "nodejs22.x", FakeEngine.NUMBER).spec();
  }

  private Calls calls(RunnerSettings settings) {
    return new Calls(newRunner(settings));
  }

  private PooledLambdaRunner newRunner(RunnerSettings settings) {
    PooledLambdaRunner runner =
        new PooledLambdaRunner(
            settings,
            folder.resolve("runner"),
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()),
            engine,
            log,
            InstantSource.system(),
            new SandboxIds(new Random(3)),
            new RuntimeApi(VERTX));
    runners = List.of(runner);
    return runner;
  }

  private List<Path> codeFolders() throws IOException {
    Path code = folder.resolve("runner/code");
    if (!Files.exists(code)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(code)) {
      return all.toList();
    }
  }
}
