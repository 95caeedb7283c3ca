package dev.postern.report;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The counters as Prometheus text, under CloudWatch's names and dimensions. Made anew each time: it
 * is asked for every few seconds at most, and nothing of its library is loaded before.
 */
public final class MetricsPage {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private MetricsPage() {}

  /** The counters of now. */
  public static String of(Metrics metrics) {
    MetricsPage page = new MetricsPage();
    metrics.all().forEach(page::register);
    String text = page.registry.scrape();
    page.registry.close();
    return text;
  }

  private void register(Metrics.Dimensions dimensions, MetricSet counters) {
    Tags tags = tags(dimensions);
    count("Count", tags, counters, MetricSet::count);
    count("4XXError", tags, counters, MetricSet::clientErrors);
    count("5XXError", tags, counters, MetricSet::serverErrors);
    count("CacheHitCount", tags, counters, MetricSet::cacheHits);
    count("CacheMissCount", tags, counters, MetricSet::cacheMisses);
    durations("Latency", tags, counters.latency());
    durations("IntegrationLatency", tags, counters.integrationLatency());
  }

  private void count(
      String name, Tags tags, MetricSet counters, ToDoubleFunction<MetricSet> value) {
    FunctionCounter.builder("apigateway." + name, counters, value).tags(tags).register(registry);
  }

  private void durations(String name, Tags tags, MetricSet.Durations durations) {
    FunctionTimer.builder(
            "apigateway." + name,
            durations,
            MetricSet.Durations::count,
            MetricSet.Durations::totalMillis,
            TimeUnit.MILLISECONDS)
        .tags(tags)
        .register(registry);
    Gauge.builder(
            "apigateway." + name + ".max.milliseconds", durations, MetricSet.Durations::mostMillis)
        .tags(tags)
        .register(registry);
  }

  private static Tags tags(Metrics.Dimensions dimensions) {
    return Tags.of(
        Tag.of("account", dimensions.owner().account().value()),
        Tag.of("region", dimensions.owner().region().code()),
        Tag.of("ApiName", dimensions.apiName()),
        Tag.of("Stage", dimensions.stage()),
        Tag.of("Resource", dimensions.resource() == null ? "" : dimensions.resource()),
        Tag.of("Method", dimensions.method() == null ? "" : dimensions.method()));
  }
}
