package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What one Postern holds after load of every kind, control plane included. */
final class MemorySuite {
  private static final int SETTLING_SECONDS = 2;
  private static final int RESOURCES = 3_000;
  private static final int SCRIPTS = 200;

  private final Run run;
  private final Probe probe = new Probe();

  MemorySuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    Map<String, String> settings =
        Map.of("POSTERN_LAMBDA_ENGINE", "process", "POSTERN_LIMITS", "relaxed");
    try (Workshop.Server postern = run.workshop().postern("postern-memory", settings);
        Workshop.Server backend = run.workshop().backend()) {
      TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
      double idle = postern.process().residentMebibytes();
      load(postern, backend);
      run.progress().say("creating and deploying %,d resources".formatted(RESOURCES));
      ControlPlane control = new ControlPlane(postern.port());
      ControlScript script = new ControlScript(control);
      script.changeAndDeploy(Draft.create(control, RESOURCES));
      for (int i = 0; i < SCRIPTS; i++) {
        script.wholeApi();
      }
      TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
      run.report()
          .add(
              new Row(
                  "memory after a load of all kinds",
                  "MiB",
                  List.of(Series.of(postern.process().residentMebibytes())),
                  Bar.MEMORY_LOADED,
                  "%s idle; without the processes of functions".formatted(Numbers.text(idle))));
    }
  }

  private void load(Workshop.Server postern, Workshop.Server backend)
      throws IOException, InterruptedException {
    ControlPlane control = new ControlPlane(postern.port());
    String arn = control.function("bench", PetsFunction.zip());
    List<Target> targets = new ArrayList<>();
    for (EndpointType type : EndpointType.ALL) {
      ControlPlane.Api api = control.api("memory", type);
      api.mock(api.resource(api.rootId(), "mock"));
      api.mock(api.resource(api.rootId(), "list"), Templates.LIST);
      api.httpProxy(
          api.resource(api.rootId(), "proxy"),
          "http://%s:%d/pets".formatted(Target.HOST, backend.port()));
      api.lambdaProxy(api.resource(api.rootId(), "function"), arn);
      api.deploy();
      if (type == EndpointType.EDGE) {
        api.log();
      }
      for (String path : List.of("/mock?name=x", "/list?name=x", "/proxy", "/function")) {
        targets.add(
            Target.of("Postern %s, %s".formatted(path, type.label()), postern, api.url(path)));
      }
    }
    for (Target target : targets) {
      probe.ask(target, target.paths().getFirst().contains("name=") ? "requestId" : "pets");
      run.rounds().warmUp(Demand.usual(target));
    }
  }
}
