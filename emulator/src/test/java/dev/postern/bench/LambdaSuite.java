package dev.postern.bench;

import dev.postern.runner.container.DockerProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** AWS_PROXY with a warm Node function, and cold calls, on one engine at a time. */
final class LambdaSuite {
  private static final String FUNCTION = "bench";

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

  private void warm(String engine, Target ours, Target theirs)
      throws IOException, InterruptedException {
    Map<Target, List<Sample>> samples = run.rounds().run(List.of(ours, theirs));
    run.report()
        .addLoad(
            "AWS_PROXY warm, " + engine,
            samples.getOrDefault(ours, List.of()),
            samples.getOrDefault(theirs, List.of()),
            theirs.name());
  }
}
