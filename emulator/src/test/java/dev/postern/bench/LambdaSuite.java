package dev.postern.bench;

import dev.postern.runner.container.DockerProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * AWS_PROXY with a warm Node function, and cold calls, on one engine at a time; memory after it.
 */
final class LambdaSuite {
  private static final String FUNCTION = "bench";
  private static final int FEW = 4;
  private static final int MANY = 32;

  private final Run run;
  private final Probe probe = new Probe();

  LambdaSuite(Run run) {
    this.run = run;
  }

  /**
   * Measures one engine.
   *
   * @param engine {@code process} or {@code docker}
   */
  void measure(String engine) throws IOException, InterruptedException {
    if (engine.equals("docker") && !dockerAnswers()) {
      run.report().note("AWS_PROXY in containers: left out, no Docker engine answers here");
      return;
    }
    Map<String, String> settings = new HashMap<>(Map.of("POSTERN_LAMBDA_ENGINE", engine));
    if (engine.equals("docker")) {
      settings.putAll(NodeImage.settings(run));
    }
    try (Workshop.Server postern = run.workshop().postern("postern-" + engine, settings);
        Workshop.Server raw = run.workshop().rawLambda(engine, settings)) {
      ControlPlane control = new ControlPlane(postern.port());
      String arn = control.function(FUNCTION, PetsFunction.zip());
      ControlPlane.Api api = control.api("bench");
      api.lambdaProxy(api.resource(api.rootId(), "pets"), arn);
      api.deploy();
      Target ours = Target.of("Postern AWS_PROXY, " + engine, postern.port(), api.url("/pets"));
      cold(engine, control, ours, Target.of("Vert.x front, cold", raw.port(), "/cold"));
      warm(engine, ours, Target.of("Vert.x front, Runtime API", raw.port(), "/pets"));
      run.report().addMemory("memory after this load, " + engine, postern);
    }
  }

  private static boolean dockerAnswers() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String host = DockerProbe.host(null, System.getenv("DOCKER_HOST"));
      return new DockerProbe(threads).version(host).isPresent();
    }
  }

  /** The very first call is left out: it loads the engine's client. */
  private void cold(String engine, ControlPlane control, Target ours, Target theirs)
      throws IOException, InterruptedException {
    probe.ask(ours, "pets");
    probe.ask(theirs, "body");
    List<Double> postern = new ArrayList<>();
    List<Double> raw = new ArrayList<>();
    for (int round = 0; round < run.options().rounds(); round++) {
      run.progress().say("cold call %d of %d".formatted(round + 1, run.options().rounds()));
      control.cool(FUNCTION, round);
      postern.add(probe.ask(ours, "pets"));
      raw.add(probe.ask(theirs, "body"));
    }
    run.report()
        .add(
            new Row(
                "AWS_PROXY cold, " + engine,
                "time",
                "ms",
                new Series(postern),
                new Series(raw),
                theirs.name()));
  }

  /** Few connections and many in turn: a front may be good at one and not at the other. */
  private void warm(String engine, Target ours, Target theirs)
      throws IOException, InterruptedException {
    Map<Demand, List<Sample>> samples =
        run.rounds()
            .run(
                List.of(
                    new Demand(ours, FEW),
                    new Demand(ours, MANY),
                    new Demand(theirs, FEW),
                    new Demand(theirs, MANY)));
    for (int connections : List.of(FEW, MANY)) {
      run.report()
          .addLoad(
              "AWS_PROXY warm, %s, %d connections".formatted(engine, connections),
              samples.getOrDefault(new Demand(ours, connections), List.of()),
              samples.getOrDefault(new Demand(theirs, connections), List.of()),
              theirs.name());
    }
    run.report()
        .add(
            new Row(
                "AWS_PROXY %d against %d connections, %s".formatted(MANY, FEW, engine),
                "requests",
                "/s",
                rate(samples, new Demand(ours, MANY)),
                rate(samples, new Demand(ours, FEW)),
                "Postern with %d connections".formatted(FEW)));
  }

  private static Series rate(Map<Demand, List<Sample>> samples, Demand demand) {
    return Sample.series(samples.getOrDefault(demand, List.of()), Sample::requestsPerSecond);
  }
}
