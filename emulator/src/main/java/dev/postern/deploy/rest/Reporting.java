package dev.postern.deploy.rest;

import dev.postern.aws.Arn;
import dev.postern.control.state.RestApiState;
import dev.postern.deploy.target.StableNames;
import dev.postern.execute.Observer;
import dev.postern.execute.observe.AccessLog;
import dev.postern.execute.observe.Inspector;
import dev.postern.execute.observe.Observers;
import dev.postern.execute.observe.PhaseLog;
import dev.postern.execute.observe.RequestMeter;
import dev.postern.execute.observe.StageLog;
import dev.postern.mapping.SubstitutionTemplate;
import dev.postern.report.LogGroup;
import dev.postern.report.LogGroups;
import dev.postern.report.MetricSet;
import dev.postern.report.Metrics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The selection of the observers of a stage's methods from its settings: logs, metrics, inspector.
 *
 * @param inspector null if requests are not kept
 * @param phases whether each phase is logged
 */
public record Reporting(
    LogGroups groups,
    Metrics metrics,
    @Nullable Inspector inspector,
    boolean phases,
    InstantSource clock) {

  private static final String OFF = "OFF";

  /** A source of the observers of a stage's methods. */
  @FunctionalInterface
  public interface MethodObservers {
    /**
     * Returns the supplier of a method's observers.
     *
     * @param resourcePath path template; {@code ""} if no resource serves the request
     * @param verb in upper case, or {@code ANY}
     * @return null if nothing observes the method
     */
    @Nullable Supplier<Observer> of(String resourcePath, String verb);
  }

  /** Returns the observers of a stage, or of its production release if it has a canary. */
  public MethodObservers of(RestApiState state, Stage stage) {
    return of(state, stage, List.of(""));
  }

  /** Returns the observers of a canary. Its logs and metrics also count for the stage. */
  public MethodObservers ofCanary(RestApiState state, Stage stage) {
    return of(state, stage, List.of("", Metrics.CANARY));
  }

  /**
   * Returns the observers that the stage's settings ask for.
   *
   * @param releases suffixes of the names of log groups and stages
   */
  private MethodObservers of(RestApiState state, Stage stage, List<String> releases) {
    List<Supplier<Observer>> always = new ArrayList<>();
    if (phases) {
      always.add(PhaseLog::new);
    }
    if (inspector != null) {
      always.add(inspector);
    }
    AccessLogSettings access = stage.accessLogSettings();
    if (access != null && access.destinationArn() != null && access.format() != null) {
      releases.forEach(release -> always.add(accessLog(state, access, release)));
    }
    String name = state.content().api().name();
    List<Metrics.Dimensions> dimensions =
        releases.stream()
            .map(release ->
                Metrics.Dimensions.of(state.owner(), name, state.id(), stage.stageName() + release))
            .toList();
    return (path, verb) -> {
      MethodSetting settings = settings(stage, path, verb);
      List<Supplier<Observer>> all = new ArrayList<>(always);
      all.add(meter(dimensions, path, verb, settings));
      if (settings != null
          && settings.loggingLevel() != null
          && !settings.loggingLevel().equals(OFF)) {
        releases.forEach(release ->
            all.add(executionLog(state, stage.stageName() + release, !path.isEmpty(), settings)));
      }
      return Observers.of(all);
    };
  }

  /** Returns the settings of the method; they win over those for all methods. */
  private static @Nullable MethodSetting settings(Stage stage, String path, String verb) {
    Map<String, MethodSetting> settings = stage.methodSettings();
    String key = MethodSettingKey.of(path, verb);
    MethodSetting own = settings.get(key);
    return own == null ? settings.get(MethodSettingKey.ALL) : own;
  }

  private RequestMeter.Target meter(
      List<Metrics.Dimensions> stages, String path, String verb, @Nullable MethodSetting settings) {
    List<MetricSet> sets = new ArrayList<>(2);
    boolean detailed = settings != null && Boolean.TRUE.equals(settings.metricsEnabled());
    for (Metrics.Dimensions stage : stages) {
      sets.add(metrics.of(stage));
      if (detailed && !path.isEmpty()) {
        sets.add(metrics.of(stage.of(path, verb)));
      }
    }
    return new RequestMeter.Target(sets, clock);
  }

  private StageLog.Target executionLog(
      RestApiState state, String stage, boolean routed, MethodSetting settings) {
    String name = "API-Gateway-Execution-Logs_" + state.id() + "/" + stage;
    return new StageLog.Target(
        groups,
        new LogGroup(state.owner(), name),
        StableNames.hex(name),
        routed,
        settings.loggingLevel().equals("ERROR"),
        Boolean.TRUE.equals(settings.dataTraceEnabled()),
        clock);
  }

  private AccessLog.Target accessLog(
      RestApiState state, AccessLogSettings settings, String release) {
    String name = destination(settings.destinationArn()) + release;
    return new AccessLog.Target(
        groups,
        new LogGroup(state.owner(), name),
        StableNames.hex(name),
        SubstitutionTemplate.compile(settings.format()),
        Endpoints.of(state.content().api()).type(),
        clock);
  }

  /** Returns the log group, or {@code firehose/} and the name of the delivery stream. */
  private static String destination(String arn) {
    String resource = Arn.parse(arn).map(Arn::resource).orElse(arn);
    if (resource.startsWith("log-group:")) {
      return resource.substring("log-group:".length()).replaceFirst(":\\*$", "");
    }
    return resource.replaceFirst("^deliverystream/", "firehose/");
  }
}
