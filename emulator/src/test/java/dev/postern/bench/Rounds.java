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
      progress.say("warming up " + demand.name());
      load.run(demand.target(), demand.connections(), options.warmUp());
    }
    Map<Demand, List<Sample>> samples = new LinkedHashMap<>();
    demands.forEach(demand -> samples.put(demand, new ArrayList<>()));
    for (int round = 0; round < options.rounds(); round++) {
      progress.say("round %d of %d".formatted(round + 1, options.rounds()));
      for (int i = 0; i < demands.size(); i++) {
        Demand demand = demands.get((round + i) % demands.size());
        Sample sample = load.run(demand.target(), demand.connections(), options.seconds());
        if (sample.failures() > 0) {
          progress.say("%s: %d requests failed".formatted(demand.name(), sample.failures()));
        }
        samples.computeIfAbsent(demand, _ -> new ArrayList<>()).add(sample);
      }
    }
    return samples;
  }
}
