package dev.postern.bench;

import dev.postern.bench.Options.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs the measurements that were asked for and prints them. */
public final class Bench {
  private final Run run;
  private boolean complete = true;

  private Bench(Run run) {
    this.run = run;
  }

  /** One group of measurements. */
  private interface Measurement {
    void measure() throws IOException, InterruptedException;
  }

  /** Exit status 0 when all was measured, 1 when something could not be, 2 for a wrong option. */
  public static void main(String[] arguments) throws Exception {
    List<String> given = List.of(arguments);
    if (given.contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    try {
      System.exit(run(Options.parse(given), System.out, System.err) ? 0 : 1);
    } catch (Options.WrongOption e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
    }
  }

  private static boolean run(Options options, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("postern-bench-");
    Progress progress = line -> err.println("bench: " + line);
    Optional<Wrk> wrk = Wrk.find(folder);
    Load load = wrk.isPresent() ? wrk.get() : new VertxLoad();
    Report report = new Report();
    String heading = heading(options, load);
    progress.say(heading);
    boolean complete;
    try (Workshop workshop = new Workshop(options, folder)) {
      Rounds rounds = new Rounds(load, options, progress);
      complete = new Bench(new Run(options, workshop, rounds, report, progress)).measureAll();
    }
    out.print(options.json() ? report.json(heading) + "\n" : report.table(heading));
    return complete;
  }

  private static String heading(Options options, Load load) {
    return "%d cores, JDK %s, %s, load by %s, %d connections if not named, medians of %d rounds of %d s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            RawServer.transport(),
            load.description(),
            Demand.USUAL_CONNECTIONS,
            options.rounds(),
            options.seconds());
  }

  private boolean measureAll() throws InterruptedException {
    measure("start", asked(Suite.START), new StartSuite(run)::measure);
    measure(
        "MOCK and HTTP_PROXY",
        asked(Suite.MOCK) || asked(Suite.PROXY),
        new GatewaySuite(run)::measure);
    measure("keys, authorizers and caches", asked(Suite.TRAFFIC), new TrafficSuite(run)::measure);
    LambdaSuite lambda = new LambdaSuite(run);
    measure("AWS_PROXY, processes", asked(Suite.LAMBDA), () -> lambda.measure("process"));
    measure("AWS_PROXY, containers", asked(Suite.LAMBDA), () -> lambda.measure("docker"));
    measure("memory after a load", asked(Suite.MEMORY), new MemorySuite(run)::measure);
    measure("control plane", asked(Suite.CONTROL), new ControlSuite(run)::measure);
    measure("scale", asked(Suite.SCALE), new ScaleSuite(run)::measure);
    return complete;
  }

  private boolean asked(Suite suite) {
    return run.options().only().contains(suite);
  }

  /** What fails is left out, and said: the rest is worth having. */
  private void measure(String name, boolean wanted, Measurement measurement)
      throws InterruptedException {
    if (!wanted) {
      return;
    }
    try {
      measurement.measure();
    } catch (IOException e) {
      complete = false;
      run.progress().say(name + " failed: " + e.getMessage());
      run.report().note("%s could not be measured: %s".formatted(name, e.getMessage()));
    }
  }
}
