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
    count("Count", "requests", tags, counters, MetricSet::count);
    count("4XXError", "answers with a client error", tags, counters, MetricSet::clientErrors);
    count("5XXError", "answers with a server error", tags, counters, MetricSet::serverErrors);
    count("CacheHitCount", "answers from the cache", tags, counters, MetricSet::cacheHits);
    count("CacheMissCount", "answers not in the cache", tags, counters, MetricSet::cacheMisses);
    durations("Latency", "from request to answer", tags, counters.latency());
    durations(
        "IntegrationLatency",
        "from the integration's request to its answer",
        tags,
        counters.integrationLatency());
  }

  private void count(
      String name,
      String description,
      Tags tags,
      MetricSet counters,
      ToDoubleFunction<MetricSet> value) {
    FunctionCounter.builder("apigateway." + name, counters, value)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void durations(
      String name, String description, Tags tags, MetricSet.Durations durations) {
    FunctionTimer.builder(
            "apigateway." + name,
            durations,
            MetricSet.Durations::count,
            MetricSet.Durations::totalMillis,
            TimeUnit.MILLISECONDS)
        .description(description)
        .tags(tags)
        .register(registry);
    Gauge.builder("apigateway." + name + ".max.seconds", durations, most -> most.mostMillis() / 1e3)
        .description(description + ", the longest")
        .tags(tags)
        .register(registry);
  }

  private static Tags tags(Metrics.Dimensions dimensions) {
    return Tags.of(
        Tag.of("account", dimensions.owner().account().value()),
        Tag.of("region", dimensions.owner().region().code()),
        Tag.of("ApiName", dimensions.apiName()),
        Tag.of("Stage", dimensions.stage() == null ? "" : dimensions.stage()),
        Tag.of("Resource", dimensions.resource() == null ? "" : dimensions.resource()),
        Tag.of("Method", dimensions.method() == null ? "" : dimensions.method()));
  }
}
