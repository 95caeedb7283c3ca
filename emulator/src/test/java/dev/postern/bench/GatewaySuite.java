package dev.postern.bench;

import dev.postern.bench.Options.Suite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MOCK and HTTP_PROXY against servers that do the same work and nothing else; memory after it. */
final class GatewaySuite {
  private final Run run;
  private final Probe probe = new Probe();

  GatewaySuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    Map<String, String> settings = Map.of("POSTERN_LAMBDA_ENGINE", "process");
    try (Workshop.Server postern = run.workshop().postern("postern", settings);
        Workshop.Server backend = run.workshop().raw("backend", "/pets")) {
      ControlPlane control = new ControlPlane(postern.port());
      ControlPlane.Api api = control.api("bench");
      api.mock(api.resource(api.rootId(), "mock"));
      api.mock(api.resource(api.rootId(), "list"), Templates.LIST);
      api.httpProxy(
          api.resource(api.rootId(), "pets"),
          "http://%s:%d/pets".formatted(Target.HOST, backend.port()));
      api.deploy();
      Set<Suite> only = run.options().only();
      if (only.contains(Suite.MOCK)) {
        mock(postern, api);
        logged(postern, api, control);
      }
      if (only.contains(Suite.PROXY)) {
        proxy(postern, api, backend);
      }
      run.report().addMemory("memory after this load", postern);
    }
  }

  private void mock(Workshop.Server postern, ControlPlane.Api api)
      throws IOException, InterruptedException {
    try (Workshop.Server raw = run.workshop().raw("mock", "/mock?name=x")) {
      compare(
          "MOCK with a response template",
          Target.of("Postern MOCK", postern.port(), api.url("/mock?name=postern")),
          Target.of("Vert.x with Velocity", raw.port(), "/mock?name=postern"),
          "requestId");
      compare(
          "MOCK, a list of 100 items",
          Target.of("Postern MOCK of a list", postern.port(), api.url("/list?name=postern")),
          Target.of("Vert.x with Velocity", raw.port(), "/list?name=postern"),
          "requestId");
    }
  }

  private void logged(Workshop.Server postern, ControlPlane.Api plain, ControlPlane control)
      throws IOException, InterruptedException {
    ControlPlane.Api logging = control.api("logged");
    logging.mock(logging.resource(logging.rootId(), "mock"));
    logging.deploy();
    logging.log();
    compare(
        "MOCK with access and execution logs",
        Target.of("Postern MOCK, logged", postern.port(), logging.url("/mock?name=postern")),
        Target.of("Postern MOCK", postern.port(), plain.url("/mock?name=postern")),
        "requestId");
  }

  private void proxy(Workshop.Server postern, ControlPlane.Api api, Workshop.Server backend)
      throws IOException, InterruptedException {
    String backendPort = Integer.toString(backend.port());
    try (Workshop.Server raw = run.workshop().raw("proxy", "/pets", backendPort)) {
      compare(
          "HTTP_PROXY",
          Target.of("Postern HTTP_PROXY", postern.port(), api.url("/pets")),
          Target.of("Vert.x reverse proxy", raw.port(), "/pets"),
          "pets");
    }
  }

  private void compare(String scenario, Target postern, Target raw, String member)
      throws IOException, InterruptedException {
    probe.ask(postern, member);
    probe.ask(raw, member);
    Demand ours = Demand.usual(postern);
    Demand theirs = Demand.usual(raw);
    Map<Demand, List<Sample>> samples = run.rounds().run(List.of(ours, theirs));
    run.report()
        .addLoad(
            scenario,
            samples.getOrDefault(ours, List.of()),
            samples.getOrDefault(theirs, List.of()),
            raw.name());
  }
}
