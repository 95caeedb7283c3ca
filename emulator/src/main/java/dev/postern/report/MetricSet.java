package dev.postern.report;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one combination of dimensions, since Postern started. Safe from any thread.
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

  /** Times of several requests, in milliseconds. */
  public static final class Durations {
    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAccumulator most = new LongAccumulator(Long::max, 0);

    private void add(Durations others) {
      count.add(others.count());
      total.add(others.totalMillis());
      most.accumulate(others.mostMillis());
    }

    void add(long millis) {
      count.increment();
      total.add(millis);
      most.accumulate(millis);
    }

    public long count() {
      return count.sum();
    }

    public long totalMillis() {
      return total.sum();
    }

    public long mostMillis() {
      return most.get();
    }
  }

  /** Adds what others have counted until now. */
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
   * @param millis from its arrival to its answer
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
   * Counts an answer of an integration.
   *
   * @param millis from the request that was sent to the answer that came
   */
  public void integrated(long millis) {
    integrationLatency.add(millis);
  }

  /** Counts a request that the response cache could or could not answer. */
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
