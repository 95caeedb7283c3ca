package dev.postern.report;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one combination of dimensions since the start of Postern. Safe from any thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">
 *     Amazon API Gateway dimensions and metrics</a>
 */
public final class MetricSet {
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final LongAdder count = new LongAdder();
  private final LongAdder clientErrors = new LongAdder();
  private final LongAdder serverErrors = new LongAdder();
  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder cacheMisses = new LongAdder();
  private final Durations latency = new Durations();
  private final Durations integrationLatency = new Durations();

  /** Durations of requests, in milliseconds. */
  public static final class Durations {
    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAccumulator max = new LongAccumulator(Long::max, 0);

    private void add(Durations others) {
      count.add(others.count());
      total.add(others.totalMillis());
      max.accumulate(others.maxMillis());
    }

    void add(long millis) {
      count.increment();
      total.add(millis);
      max.accumulate(millis);
    }

    public long count() {
      return count.sum();
    }

    public long totalMillis() {
      return total.sum();
    }

    public long maxMillis() {
      return max.get();
    }
  }

  /** Adds the current values of other counters. */
  void add(MetricSet others) {
    count.add(others.count());
    clientErrors.add(others.clientErrors());
    serverErrors.add(others.serverErrors());
    cacheHits.add(others.cacheHits());
    cacheMisses.add(others.cacheMisses());
    latency.add(others.latency);
    integrationLatency.add(others.integrationLatency);
  }

  /**
   * Counts a request.
   *
   * @param millis from its arrival to its response
   */
  public void answered(int status, long millis) {
    count.increment();
    if (status >= SERVER_ERROR) {
      serverErrors.increment();
    } else if (status >= CLIENT_ERROR) {
      clientErrors.increment();
    }
    latency.add(millis);
  }

  /**
   * Counts a response of an integration.
   *
   * @param millis from the integration's request to its response
   */
  public void integrated(long millis) {
    integrationLatency.add(millis);
  }

  /** Counts a cache hit or miss. */
  public void cached(boolean hit) {
    (hit ? cacheHits : cacheMisses).increment();
  }

  public long count() {
    return count.sum();
  }

  public long clientErrors() {
    return clientErrors.sum();
  }

  public long serverErrors() {
    return serverErrors.sum();
  }

  public long cacheHits() {
    return cacheHits.sum();
  }

  public long cacheMisses() {
    return cacheMisses.sum();
  }

  public Durations latency() {
    return latency;
  }

  public Durations integrationLatency() {
    return integrationLatency;
  }
}
