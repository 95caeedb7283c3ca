package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads several servers in turn, round after round: what the machine does meanwhile meets them all.
 */
final class Rounds {
  private static final int MAX_WARM_UPS = 6;
  private static final double GETS_FASTER = 1.05;

  private final Load load;
  private final Options options;
  private final Progress progress;

  Rounds(Load load, Options options, Progress progress) {
    this.load = load;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Meets each demand to warm up, then once a round; another one begins in each round.
   *
   * @return by demand, one sample a round
   * @throws IOException when a target does not answer as it should
   */
  Map<Demand, List<Sample>> run(List<Demand> demands) throws IOException, InterruptedException {
    for (Demand demand : demands) {
      warmUp(demand);
    }
    Map<Demand, List<Sample>> samples = new LinkedHashMap<>();
    demands.forEach(demand -> samples.put(demand, new ArrayList<>()));
    for (int round = 0; round < options.rounds(); round++) {
      progress.say("round %d of %d".formatted(round + 1, options.rounds()));
      for (int i = 0; i < demands.size(); i++) {
        Demand demand = demands.get((round + i) % demands.size());
        samples.computeIfAbsent(demand, _ -> new ArrayList<>()).add(sample(demand));
      }
    }
    return samples;
  }

  /**
   * Meets a demand until that makes it no faster: a busy machine compiles late.
   *
   * @throws IOException when the target does not answer as it should
   */
  void warmUp(Demand demand) throws IOException, InterruptedException {
    progress.say("warming up " + demand.name());
    double best = 0;
    for (int i = 0; i < MAX_WARM_UPS; i++) {
      double rate =
          load.run(demand.target(), demand.connections(), options.warmUp()).requestsPerSecond();
      if (rate < best * GETS_FASTER) {
        return;
      }
      best = Math.max(best, rate);
    }
  }

  private Sample sample(Demand demand) throws IOException, InterruptedException {
    Child server = demand.target().server().process();
    double cpu = server.cpuMillis();
    Sample sample = load.run(demand.target(), demand.connections(), options.seconds());
    double micros = (server.cpuMillis() - cpu) * 1_000;
    if (sample.failures() > 0) {
      progress.say("%s: %d requests failed".formatted(demand.name(), sample.failures()));
    }
    return sample.withCpuMicros(micros / (sample.requestsPerSecond() * options.seconds()));
  }
}
