package dev.postern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.AccountId;
import dev.postern.aws.Caller;
import dev.postern.aws.Region;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final Caller CALLER = new Caller(AccountId.DEFAULT, new Region("us-east-1"));

  private final Metrics metrics = new Metrics();

  @Test
  void nothingCountedIsAnEmptyPage() {
    assertThat(MetricsPage.of(metrics)).isEmpty();
  }

  @Test
  void everyMetricHasItsHeadAndALineForEachCombinationOfDimensions() {
    Metrics.Dimensions stage = Metrics.Dimensions.of(CALLER, "pets", "a1", "dev");
    metrics.of(stage).answered(404, 1_500);
    metrics.of(stage).integrated(7);
    metrics.of(stage.of("/p/{id}", "GET")).answered(500, 20);

    String page = MetricsPage.of(metrics);

    String owner = "account=\"000000000000\",region=\"us-east-1\"";
    String api = "{ApiName=\"pets\",Method=\"\",Resource=\"\",Stage=\"\"," + owner + "}";
    String dev = "{ApiName=\"pets\",Method=\"\",Resource=\"\",Stage=\"dev\"," + owner + "}";
    String get =
        "{ApiName=\"pets\",Method=\"GET\",Resource=\"/p/{id}\",Stage=\"dev\"," + owner + "}";
    assertThat(page.lines().filter(line -> line.startsWith("# TYPE")))
        .containsExactly(
            "# TYPE apigateway_4XXError_total counter",
            "# TYPE apigateway_5XXError_total counter",
            "# TYPE apigateway_CacheHitCount_total counter",
            "# TYPE apigateway_CacheMissCount_total counter",
            "# TYPE apigateway_Count_total counter",
            "# TYPE apigateway_IntegrationLatency_max_seconds gauge",
            "# TYPE apigateway_IntegrationLatency_seconds summary",
            "# TYPE apigateway_Latency_max_seconds gauge",
            "# TYPE apigateway_Latency_seconds summary");
    assertThat(page)
        .contains(
            "# HELP apigateway_4XXError_total answers with a client error\n",
            "apigateway_4XXError_total" + api + " 1.0\n",
            "apigateway_4XXError_total" + dev + " 1.0\n",
            "apigateway_5XXError_total" + get + " 1.0\n",
            "apigateway_IntegrationLatency_max_seconds" + dev + " 0.007\n",
            "apigateway_Latency_seconds_count" + dev + " 1\n",
            "apigateway_Latency_seconds_sum" + dev + " 1.5\n",
            "apigateway_Latency_max_seconds" + get + " 0.02\n");
  }

  @Test
  void namesAreEscaped() {
    metrics.of(Metrics.Dimensions.of(CALLER, "a \"b\" \\ c\nd", "a1", "dev")).answered(200, 1);

    assertThat(MetricsPage.of(metrics)).contains("{ApiName=\"a \\\"b\\\" \\\\ c\\nd\",Method");
  }
}
