package dev.postern.deploy;

import dev.postern.aws.Arn;
import dev.postern.control.state.RestApiState;
import dev.postern.execute.AccessLog;
import dev.postern.execute.Inspector;
import dev.postern.execute.Observer;
import dev.postern.execute.Observers;
import dev.postern.execute.PhaseLog;
import dev.postern.execute.RequestMeter;
import dev.postern.execute.StageLog;
import dev.postern.mapping.SubstitutionTemplate;
import dev.postern.report.LogGroup;
import dev.postern.report.LogGroups;
import dev.postern.report.MetricSet;
import dev.postern.report.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * Decides by a stage's settings who watches the requests to its methods: logs, metrics, inspector.
 *
 * @param inspector null when requests are not kept
 * @param phases whether each phase is printed
 */
public record Reporting(
    LogGroups groups,
    Metrics metrics,
    @Nullable Inspector inspector,
    boolean phases,
    InstantSource clock) {

  private static final String OFF = "OFF";

  /** Makes who watches the requests to a method of a stage. */
  @FunctionalInterface
  interface MethodObservers {
    /**
     * The observers.
     *
     * @param resourcePath template; {@code ""} where no resource serves
     * @param verb in capitals, or {@code ANY}
     * @return null when nobody wants to watch
     */
    @Nullable Supplier<Observer> of(String resourcePath, String verb);
  }

  MethodObservers of(RestApiState state, Stage stage) {
    List<Supplier<Observer>> always = new ArrayList<>();
    if (phases) {
      always.add(PhaseLog::new);
    }
    if (inspector != null) {
      always.add(inspector);
    }
    accessLog(state, stage).ifPresent(always::add);
    RestApi api = state.content().api();
    Metrics.Dimensions dimensions =
        Metrics.Dimensions.of(state.owner(), api.name(), state.id(), stage.stageName());
    return (path, verb) -> {
      MethodSetting settings = settings(stage, path, verb);
      List<Supplier<Observer>> all = new ArrayList<>(always);
      all.add(meter(dimensions, path, verb, settings));
      executionLog(state, stage, settings).ifPresent(all::add);
      return Observers.of(all);
    };
  }

  /** An entry of the method itself wins over the one of all methods. */
  private static @Nullable MethodSetting settings(Stage stage, String path, String verb) {
    Map<String, MethodSetting> settings = stage.methodSettings();
    String key = path.equals("/") ? "/" + verb : path.replaceFirst("^/", "") + "/" + verb;
    MethodSetting own = settings.get(key);
    return own == null ? settings.get("*/*") : own;
  }

  private RequestMeter.Target meter(
      Metrics.Dimensions stage, String path, String verb, @Nullable MethodSetting settings) {
    List<MetricSet> sets = new ArrayList<>(2);
    sets.add(metrics.of(stage));
    if (settings != null && Boolean.TRUE.equals(settings.metricsEnabled()) && !path.isEmpty()) {
      sets.add(metrics.of(stage.of(path, verb)));
    }
    return new RequestMeter.Target(sets, clock);
  }

  private Optional<Supplier<Observer>> executionLog(
      RestApiState state, Stage stage, @Nullable MethodSetting settings) {
    if (settings == null
        || settings.loggingLevel() == null
        || settings.loggingLevel().equals(OFF)) {
      return Optional.empty();
    }
    String name = "API-Gateway-Execution-Logs_" + state.id() + "/" + stage.stageName();
    return Optional.of(
        new StageLog.Target(
            groups,
            new LogGroup(state.owner(), name),
            stream(name),
            settings.loggingLevel().equals("ERROR"),
            Boolean.TRUE.equals(settings.dataTraceEnabled()),
            clock));
  }

  private Optional<Supplier<Observer>> accessLog(RestApiState state, Stage stage) {
    AccessLogSettings settings = stage.accessLogSettings();
    if (settings == null || settings.destinationArn() == null || settings.format() == null) {
      return Optional.empty();
    }
    String name = destination(settings.destinationArn());
    return Optional.of(
        new AccessLog.Target(
            groups,
            new LogGroup(state.owner(), name),
            stream(name),
            SubstitutionTemplate.compile(settings.format()),
            endpointType(state.content().api()),
            clock));
  }

  /** Name of the log group, or {@code firehose/} and the name of the delivery stream. */
  private static String destination(String arn) {
    String resource = Arn.parse(arn).map(Arn::resource).orElse(arn);
    if (resource.startsWith("log-group:")) {
      return resource.substring("log-group:".length()).replaceFirst(":\\*$", "");
    }
    return resource.replaceFirst("^deliverystream/", "firehose/");
  }

  private static String endpointType(RestApi api) {
    return api.endpointConfiguration() == null
            || api.endpointConfiguration().typesAsStrings().isEmpty()
        ? EndpointType.EDGE.toString()
        : api.endpointConfiguration().typesAsStrings().getFirst();
  }

  /** AWS names streams by 32 hexadecimal digits; ours are the same in each run. */
  private static String stream(String group) {
    return UUID.nameUUIDFromBytes(group.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
