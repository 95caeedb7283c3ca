package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a MOCK answers among many: one Postern for each population, all loaded in turn, every API and
 * every resource asked.
 */
final class ScaleSuite {
  private static final Map<String, String> SETTINGS =
      Map.of("POSTERN_LIMITS", "relaxed", "POSTERN_LAMBDA_ENGINE", "process");
  private static final int GROUPS = 30;
  private static final int RESOURCES_PER_GROUP = 99;

  private final Run run;
  private final Probe probe = new Probe();
  private final List<Workshop.Server> servers = new ArrayList<>();

  ScaleSuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    try {
      List<Target> targets =
          List.of(apis(1), apis(100), apis(1_000), resources("3,000 resources in one API"));
      for (Target target : targets) {
        probe.ask(target, "requestId");
      }
      report(targets, run.rounds().run(targets.stream().map(Demand::usual).toList()));
    } finally {
      servers.forEach(Workshop.Server::close);
    }
  }

  private void report(List<Target> targets, Map<Demand, List<Sample>> samples) {
    Target one = targets.getFirst();
    for (Target target : targets.subList(1, targets.size())) {
      run.report()
          .add(
              "MOCK among %s, of the rate among %s".formatted(target.name(), one.name()),
              Bar.NONE,
              Comparison.of(samples, List.of(Demand.usual(target)), List.of(Demand.usual(one))));
    }
  }

  private Target apis(int count) throws IOException, InterruptedException {
    String name = "%,d %s".formatted(count, count == 1 ? "API" : "APIs");
    ControlPlane control = started("postern-apis-" + count);
    run.progress().say("deploying " + name);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ControlPlane.Api api = control.api("api-" + i, EndpointType.REGIONAL);
      api.mock(api.resource(api.rootId(), "mock"));
      api.deploy();
      paths.add(api.url("/mock?name=postern"));
    }
    return new Target(name, servers.getLast(), twice(paths), Map.of());
  }

  private Target resources(String name) throws IOException, InterruptedException {
    ControlPlane control = started("postern-resources");
    run.progress().say("deploying " + name);
    ControlPlane.Api api = control.api("large", EndpointType.REGIONAL);
    List<String> paths = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      String parent = api.resource(api.rootId(), "group" + group);
      for (int i = 0; i < RESOURCES_PER_GROUP; i++) {
        api.mock(api.resource(parent, "resource" + i));
        paths.add(api.url("/group%d/resource%d?name=postern".formatted(group, i)));
      }
    }
    api.deploy();
    return new Target(name, servers.getLast(), paths, Map.of());
  }

  /** A list of one would be asked without the script that asks lists: the script has its price. */
  private static List<String> twice(List<String> paths) {
    return paths.size() == 1 ? List.of(paths.getFirst(), paths.getFirst()) : paths;
  }

  private ControlPlane started(String name) throws IOException {
    servers.add(run.workshop().postern(name, SETTINGS));
    return new ControlPlane(servers.getLast().port());
  }
}
