package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long a start takes and what an idle server holds; each round starts both sides anew. */
final class StartSuite {
  private static final int SETTLING_SECONDS = 2;
  private static final String AGAINST = "plain Vert.x with Velocity, without an AOT cache";

  private final Run run;

  StartSuite(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    Figures postern = new Figures();
    Figures raw = new Figures();
    for (int round = 0; round < run.options().rounds(); round++) {
      run.progress().say("starting, round %d of %d".formatted(round + 1, run.options().rounds()));
      postern.add(run.workshop().postern("postern-start", Map.of()));
      raw.add(run.workshop().raw("mock", "/mock?name=x"));
    }
    run.report()
        .add(
            new Row(
                "start to first health answer",
                "time",
                "ms",
                new Series(postern.millis),
                new Series(raw.millis),
                AGAINST));
    run.report()
        .add(
            new Row(
                "memory idle",
                "resident",
                "MiB",
                new Series(postern.mebibytes),
                new Series(raw.mebibytes),
                AGAINST));
  }

  private static final class Figures {
    private final List<Double> millis = new ArrayList<>();
    private final List<Double> mebibytes = new ArrayList<>();

    /** Takes a server's figures and ends it. */
    void add(Workshop.Server server) throws IOException, InterruptedException {
      try (server) {
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        millis.add(server.startMillis());
        mebibytes.add(server.process().residentMebibytes());
      }
    }
  }
}
