package dev.postern.runner.environment;

import dev.postern.runner.FunctionLogSink;
import dev.postern.runner.FunctionSpec;
import dev.postern.runner.runtimeapi.RuntimeApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Services that the execution environments of all functions share.
 *
 * @param scheduler runs short tasks after a delay; tasks must not block it
 * @param threads runs tasks that may block, each on a thread of its own
 * @param cpuLoad load of the machine, 0 to 1; negative if unknown
 * @param startTimeout see {@link dev.postern.runner.RunnerSettings}
 */
record EnvironmentServices(
    EngineSource engines,
    RuntimeApi runtimeApi,
    FunctionVariables variables,
    ScheduledExecutorService scheduler,
    Executor threads,
    FunctionLogSink logSink,
    InstantSource time,
    SandboxIds ids,
    SandboxLimit limit,
    Reachability reachability,
    DoubleSupplier cpuLoad,
    Duration startTimeout) {

  SandboxLog newLog(FunctionSpec function, String sandboxId) {
    String stream = SandboxIds.logStream(time.instant(), function.version(), sandboxId);
    return new SandboxLog(function, stream, logSink, time, this::after);
  }

  /** Runs a short task after a delay, unless the runner is closed before. */
  void after(Runnable task, Duration delay) {
    var _ = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
