package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long a start takes, what an idle server holds, and how long the first request to an API takes
 * after it; each round starts a server for each endpoint type.
 */
final class StartSuite {
  private static final int SETTLING_SECONDS = 2;
  private static final int PROBE_WARM_UPS = 50;

  private final Run run;
  private final Probe probe = new Probe();
  private final List<Double> starts = new ArrayList<>();
  private final List<Double> idle = new ArrayList<>();
  private final List<Double> rawStarts = new ArrayList<>();
  private final List<Double> rawIdle = new ArrayList<>();
  private final Map<EndpointType, List<Double>> firstRequests = new EnumMap<>(EndpointType.class);

  StartSuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    for (int round = 0; round < run.options().rounds(); round++) {
      run.progress().say("starting, round %d of %d".formatted(round + 1, run.options().rounds()));
      raw();
      for (EndpointType type : EndpointType.ALL) {
        postern(type);
      }
    }
    run.report()
        .add(
            new Row(
                "start to first health answer, scripts/start included",
                "ms",
                List.of(new Series(starts)),
                Bar.START,
                againstRaw(rawStarts)));
    run.report()
        .add(
            new Row(
                "memory idle",
                "MiB",
                List.of(new Series(idle)),
                Bar.MEMORY_IDLE,
                againstRaw(rawIdle)));
    run.report()
        .add(
            new Row(
                "first request after start, MOCK",
                "ms",
                firstRequests.values().stream().map(Series::new).toList(),
                Bar.FIRST_REQUEST,
                ""));
  }

  private static String againstRaw(List<Double> values) {
    return "plain Vert.x without an AOT cache " + Numbers.text(new Series(values).median());
  }

  private void raw() throws IOException, InterruptedException {
    try (Workshop.Server server = run.workshop().rawMock(1)) {
      rawStarts.add(server.startMillis());
      rawIdle.add(settled(server));
    }
  }

  private void postern(EndpointType type) throws IOException, InterruptedException {
    try (Workshop.Server server = run.workshop().postern("postern-start", Map.of())) {
      starts.add(server.startMillis());
      idle.add(settled(server));
      ControlPlane.Api api = new ControlPlane(server.port()).api("first", type);
      api.mock(api.resource(api.rootId(), "mock"));
      api.deploy();
      warmProbe(server);
      Target first = Target.of("the first request", server, api.url("/mock?name=postern"));
      firstRequests
          .computeIfAbsent(type, _ -> new ArrayList<>())
          .add(probe.ask(first, "requestId"));
    }
  }

  /** What is measured is not the client's own first request, nor the making of a connection. */
  private void warmProbe(Workshop.Server server) throws IOException, InterruptedException {
    Target health = Target.of("the health of Postern", server, "/_postern/health");
    for (int i = 0; i < PROBE_WARM_UPS; i++) {
      probe.ask(health, "lambdaEngine");
    }
  }

  private static double settled(Workshop.Server server) throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
    return server.process().residentMebibytes();
  }
}
