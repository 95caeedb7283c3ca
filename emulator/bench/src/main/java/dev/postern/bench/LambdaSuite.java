package dev.postern.bench;

import dev.postern.runner.container.DockerProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** AWS_PROXY with a warm Node function, and cold calls, on one engine at a time. */
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
        Counterparts raw =
            Counterparts.start(loops -> run.workshop().rawLambda(loops, engine, settings))) {
      ControlPlane control = new ControlPlane(postern.port());
      String arn = control.function(FUNCTION, PetsFunction.zip());
      List<ControlPlane.Api> apis = new ArrayList<>();
      for (EndpointType type : EndpointType.ALL) {
        ControlPlane.Api api = control.api("bench", type);
        api.lambdaProxy(api.resource(api.rootId(), "pets"), arn);
        api.deploy();
        apis.add(api);
      }
      List<Target> ours = GatewaySuite.targets("AWS_PROXY, " + engine, postern, apis, "/pets");
      cold(engine, control, ours.getFirst(), raw.targets("/cold").getFirst());
      warm(engine, ours, raw.targets("/pets"));
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
    Series millis = new Series(postern);
    Series counterpart = new Series(raw);
    run.report()
        .add(
            new Row(
                "AWS_PROXY cold, %s, time of the counterpart's".formatted(engine),
                "",
                List.of(millis.dividedBy(counterpart)),
                Bar.NONE,
                "%s of %s ms"
                    .formatted(Numbers.text(millis.median()), Numbers.text(counterpart.median()))));
  }

  /** Few connections and many in turn; of the counterparts only few, which is what they are for. */
  private void warm(String engine, List<Target> ours, List<Target> counterparts)
      throws IOException, InterruptedException {
    for (Target target : counterparts) {
      probe.ask(target, "body");
    }
    List<Demand> few = with(FEW, ours);
    List<Demand> many = with(MANY, ours);
    List<Demand> theirs = with(FEW, counterparts);
    List<Demand> all = new ArrayList<>(few);
    all.addAll(many);
    all.addAll(theirs);
    Map<Demand, List<Sample>> samples = run.rounds().run(all);
    run.report()
        .add(
            "AWS_PROXY warm, %s, %d connections, of the counterpart".formatted(engine, FEW),
            Bar.AWS_PROXY,
            Comparison.of(samples, few, theirs));
    List<Series> fewRates = rates(samples, few);
    List<Series> manyRates = rates(samples, many);
    run.report()
        .add(
            new Row(
                "AWS_PROXY warm, %s, %d against %d connections".formatted(engine, MANY, FEW),
                "",
                IntStream.range(0, ours.size())
                    .mapToObj(i -> manyRates.get(i).dividedBy(fewRates.get(i)))
                    .toList(),
                Bar.MANY_CONNECTIONS,
                "%s of %s requests/s"
                    .formatted(Numbers.medians(manyRates), Numbers.medians(fewRates))));
  }

  private static List<Demand> with(int connections, List<Target> targets) {
    return targets.stream().map(target -> new Demand(target, connections)).toList();
  }

  private static List<Series> rates(Map<Demand, List<Sample>> samples, List<Demand> demands) {
    return demands.stream()
        .map(demand ->
            Sample.series(samples.getOrDefault(demand, List.of()), Sample::requestsPerSecond))
        .toList();
  }
}
