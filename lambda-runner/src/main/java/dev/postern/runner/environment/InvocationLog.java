package dev.postern.runner.environment;

import dev.postern.runner.FunctionSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/** Writer of the lines that Lambda adds to a sandbox's output: START, END, REPORT, INIT_REPORT. */
final class InvocationLog {
  private final FunctionSpec function;
  private final SandboxLog log;
  private final IntSupplier usedMegabytes;
  private final AtomicBoolean initToReport = new AtomicBoolean();
  private volatile long initNanos;

  /**
   * Creates a writer to one log stream.
   *
   * @param usedMegabytes maximum memory used so far; 0 while unknown
   */
  InvocationLog(FunctionSpec function, SandboxLog log, IntSupplier usedMegabytes) {
    this.function = function;
    this.log = log;
    this.usedMegabytes = usedMegabytes;
  }

  /** Records how long initialisation took; the first REPORT line contains it. */
  void initialized(long nanos) {
    initNanos = nanos;
    initToReport.set(true);
  }

  void begin(String requestId) {
    log.begin(start(requestId));
  }

  /**
   * Writes the last lines of an invocation to which the runtime responded.
   *
   * @param status end of the REPORT line; {@code ""} for a successful response
   * @param outputBytes see {@link SandboxLog#end}
   */
  void end(String requestId, long nanos, String status, long outputBytes) {
    log.end(List.of(end(requestId), report(requestId, nanos, status)), outputBytes);
  }

  /** Writes the last lines of an invocation that ended without a response. */
  void endAbruptly(String requestId, long nanos, String reason, String status) {
    log.lines(List.of(reason, end(requestId), report(requestId, nanos, status)));
  }

  /** Writes the INIT_REPORT line of a failed initialisation. */
  void initFailed(long nanos, StartFailure failure) {
    log.lines(List.of(ReportLine.failedInit(nanos, failure.status()).toString()));
  }

  /** Writes the lines of an invocation that waited for a sandbox that failed to start. */
  void startFailed(String requestId, StartFailure failure) {
    log.lines(
        List.of(
            start(requestId),
            failure.logLine(requestId, function),
            end(requestId),
            report(requestId, 0, failure.status())));
  }

  private String start(String requestId) {
    return "START RequestId: " + requestId + " Version: " + function.version();
  }

  private static String end(String requestId) {
    return "END RequestId: " + requestId;
  }

  private String report(String requestId, long nanos, String status) {
    ReportLine report =
        ReportLine.invocation(
            requestId, nanos, function.memoryMegabytes(), usedMegabytes.getAsInt());
    if (initToReport.get() && initToReport.getAndSet(false)) {
      report.withInit(initNanos);
    }
    return report.with(status).toString();
  }
}
