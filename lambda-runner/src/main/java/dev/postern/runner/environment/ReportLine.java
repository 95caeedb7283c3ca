package dev.postern.runner.environment;

/**
 * Builder of the REPORT and INIT_REPORT lines. Does not use a formatter, because each invocation
 * has such a line.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">
 *     Understanding the Lambda execution environment lifecycle</a> (INIT_REPORT)
 */
final class ReportLine {
  private final StringBuilder line = new StringBuilder(200);

  private ReportLine() {}

  /**
   * Starts the REPORT line of an invocation.
   *
   * @param usedMegabytes 0 if unknown; then the field is omitted
   */
  static ReportLine invocation(
      String requestId, long nanos, int memoryMegabytes, int usedMegabytes) {
    ReportLine report = new ReportLine();
    report.line.append("REPORT RequestId: ").append(requestId).append("\tDuration: ");
    report.millis(nanos);
    report.line.append("\tBilled Duration: ").append(Math.ceilDiv(nanos, 1_000_000)).append(" ms");
    report.line.append("\tMemory Size: ").append(memoryMegabytes).append(" MB");
    if (usedMegabytes > 0) {
      report.line.append("\tMax Memory Used: ").append(usedMegabytes).append(" MB");
    }
    return report;
  }

  /** Starts the INIT_REPORT line of a failed initialisation. */
  static ReportLine failedInit(long nanos, String status) {
    ReportLine report = new ReportLine();
    report.line.append("INIT_REPORT Init Duration: ");
    report.millis(nanos);
    report.line.append("\tPhase: init").append(status);
    return report;
  }

  /** Adds the duration of the initialisation, for the first invocation of a sandbox. */
  ReportLine withInit(long nanos) {
    line.append("\tInit Duration: ");
    millis(nanos);
    return this;
  }

  ReportLine with(String status) {
    line.append(status);
    return this;
  }

  private void millis(long nanos) {
    long hundredths = Math.round(nanos / 10_000.0);
    line.append(hundredths / 100).append('.');
    line.append(hundredths / 10 % 10).append(hundredths % 10).append(" ms");
  }

  @Override
  public String toString() {
    return line + "\t";
  }
}
