package dev.postern.report;

import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The counters as text for Prometheus, under CloudWatch's names and dimensions.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
public final class MetricsPage {
  private static final double MILLIS = 1_000;

  private final StringBuilder text = new StringBuilder();
  private final TreeMap<String, MetricSet> byLabels = new TreeMap<>();

  private MetricsPage(Metrics metrics) {
    metrics.all().forEach((dimensions, counters) -> byLabels.put(labels(dimensions), counters));
  }

  /** Returns the page of the counters' present values, sorted by name and labels. */
  public static String of(Metrics metrics) {
    MetricsPage page = new MetricsPage(metrics);
    if (page.byLabels.isEmpty()) {
      return "";
    }
    page.counter("4XXError", "answers with a client error", MetricSet::clientErrors);
    page.counter("5XXError", "answers with a server error", MetricSet::serverErrors);
    page.counter("CacheHitCount", "answers from the cache", MetricSet::cacheHits);
    page.counter("CacheMissCount", "answers not in the cache", MetricSet::cacheMisses);
    page.counter("Count", "requests", MetricSet::count);
    page.durations(
        "IntegrationLatency",
        "from the integration's request to its answer",
        MetricSet::integrationLatency);
    page.durations("Latency", "from request to answer", MetricSet::latency);
    return page.text.toString();
  }

  private void counter(String name, String help, ToDoubleFunction<MetricSet> value) {
    String whole = name + "_total";
    head(whole, help, "counter");
    byLabels.forEach((labels, counters) -> line(whole, labels, value.applyAsDouble(counters)));
  }

  private void durations(String name, String help, Function<MetricSet, MetricSet.Durations> of) {
    String max = name + "_max_seconds";
    head(max, help + ", the longest", "gauge");
    byLabels.forEach(
        (labels, counters) -> line(max, labels, of.apply(counters).maxMillis() / MILLIS));
    String seconds = name + "_seconds";
    head(seconds, help, "summary");
    byLabels.forEach((labels, counters) -> {
      MetricSet.Durations durations = of.apply(counters);
      line(seconds + "_count", labels, durations.count());
      line(seconds + "_sum", labels, durations.totalMillis() / MILLIS);
    });
  }

  private void head(String name, String help, String type) {
    text.append("# HELP apigateway_").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE apigateway_").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String labels, Number value) {
    text.append("apigateway_").append(name).append(labels).append(' ').append(value).append('\n');
  }

  private static String labels(Metrics.Dimensions dimensions) {
    return String.format(
        Locale.ROOT,
        "{ApiName=\"%s\",Method=\"%s\",Resource=\"%s\",Stage=\"%s\",account=\"%s\",region=\"%s\"}",
        escaped(dimensions.apiName()),
        dimensions.method() == null ? "" : dimensions.method(),
        dimensions.resource() == null ? "" : escaped(dimensions.resource()),
        dimensions.stage() == null ? "" : dimensions.stage(),
        dimensions.owner().account().value(),
        dimensions.owner().region().code());
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
