package dev.postern.bench;

import dev.postern.bench.Options.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MOCK and HTTP_PROXY against servers that do the same work and nothing else. */
final class GatewaySuite {
  private static final String MOCK = "/mock?name=postern";
  private static final String LIST = "/list?name=postern";

  private final Run run;
  private final Probe probe = new Probe();

  GatewaySuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    Map<String, String> settings = Map.of("POSTERN_LAMBDA_ENGINE", "process");
    try (Workshop.Server postern = run.workshop().postern("postern", settings);
        Workshop.Server backend = run.workshop().backend()) {
      ControlPlane control = new ControlPlane(postern.port());
      List<ControlPlane.Api> apis = new ArrayList<>();
      for (EndpointType type : EndpointType.ALL) {
        apis.add(deployed(control, type, backend));
      }
      Set<Suite> only = run.options().only();
      if (only.contains(Suite.MOCK)) {
        mock(postern, apis);
        logged(postern, apis, control);
      }
      if (only.contains(Suite.PROXY)) {
        proxy(postern, apis, backend);
      }
    }
  }

  private static ControlPlane.Api deployed(
      ControlPlane control, EndpointType type, Workshop.Server backend)
      throws IOException, InterruptedException {
    ControlPlane.Api api = control.api("bench", type);
    api.mock(api.resource(api.rootId(), "mock"));
    api.mock(api.resource(api.rootId(), "list"), Templates.LIST);
    api.httpProxy(
        api.resource(api.rootId(), "pets"),
        "http://%s:%d/pets".formatted(Target.HOST, backend.port()));
    api.deploy();
    return api;
  }

  private void mock(Workshop.Server postern, List<ControlPlane.Api> apis)
      throws IOException, InterruptedException {
    try (Counterparts raw = Counterparts.start(run.workshop()::rawMock)) {
      Comparison small =
          compare(targets("MOCK", postern, apis, MOCK), raw.targets(MOCK), "requestId");
      run.report().add("MOCK with a response template, of the counterpart", Bar.MOCK, small);
      run.report()
          .add(
              new Row(
                  "MOCK, p99 / p50",
                  "",
                  small.each(Sample::tail),
                  Bar.MOCK_TAIL,
                  "counterpart "
                      + Numbers.text(Sample.series(small.theirs(), Sample::tail).median())));
      Comparison large =
          compare(targets("MOCK of a list", postern, apis, LIST), raw.targets(LIST), "requestId");
      run.report().add("MOCK with a list of 100 items, of the counterpart", Bar.NONE, large);
    }
  }

  private void logged(Workshop.Server postern, List<ControlPlane.Api> apis, ControlPlane control)
      throws IOException, InterruptedException {
    ControlPlane.Api logging = control.api("logged", EndpointType.REGIONAL);
    logging.mock(logging.resource(logging.rootId(), "mock"));
    logging.deploy();
    logging.log();
    Target plain = Target.of("Postern without", postern, apis.getFirst().url(MOCK));
    Target logged = Target.of("Postern MOCK, logged", postern, logging.url(MOCK));
    run.report()
        .add(
            "MOCK with access and execution logs, of one without",
            Bar.NONE,
            compare(List.of(logged), List.of(plain), "requestId"));
  }

  private void proxy(Workshop.Server postern, List<ControlPlane.Api> apis, Workshop.Server backend)
      throws IOException, InterruptedException {
    try (Counterparts raw = Counterparts.start(loops -> run.workshop().rawProxy(loops, backend))) {
      run.report()
          .add(
              "HTTP_PROXY, of the counterpart",
              Bar.HTTP_PROXY,
              compare(targets("HTTP_PROXY", postern, apis, "/pets"), raw.targets("/pets"), "pets"));
    }
  }

  /** One for each API: they are in the order of the endpoint types. */
  static List<Target> targets(
      String what, Workshop.Server postern, List<ControlPlane.Api> apis, String path) {
    return apis.stream()
        .map(api ->
            Target.of("Postern %s, %s".formatted(what, api.type().label()), postern, api.url(path)))
        .toList();
  }

  private Comparison compare(List<Target> ours, List<Target> counterparts, String member)
      throws IOException, InterruptedException {
    for (Target target : ours) {
      probe.ask(target, member);
    }
    for (Target target : counterparts) {
      probe.ask(target, member);
    }
    return Comparison.run(
        run.rounds(),
        ours.stream().map(Demand::usual).toList(),
        counterparts.stream().map(Demand::usual).toList());
  }
}
