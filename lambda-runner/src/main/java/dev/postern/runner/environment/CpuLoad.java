package dev.postern.runner.environment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/**
 * Recent CPU load of the machine. Reads it at most five times a second, because shorter intervals
 * are not meaningful.
 */
final class CpuLoad implements DoubleSupplier {
  private static final long SPAN_NANOS = 200_000_000;

  private long readNanos;
  private double load = -1;

  @Override
  public synchronized double getAsDouble() {
    long now = System.nanoTime();
    if (load < 0 || now - readNanos > SPAN_NANOS) {
      readNanos = now;
      load =
          ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
              ? system.getCpuLoad()
              : 0;
    }
    return load;
  }
}
