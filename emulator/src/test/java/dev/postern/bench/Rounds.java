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
   * Warms all targets up, then loads each once a round; another one begins in each round.
   *
   * @return by target, one sample a round
   * @throws IOException when a target does not answer as it should
   */
  Map<Target, List<Sample>> run(List<Target> targets) throws IOException, InterruptedException {
    for (Target target : targets) {
      progress.say("warming up " + target.name());
      load.run(target, options.warmUp());
    }
    Map<Target, List<Sample>> samples = new LinkedHashMap<>();
    targets.forEach(target -> samples.put(target, new ArrayList<>()));
    for (int round = 0; round < options.rounds(); round++) {
      progress.say("round %d of %d".formatted(round + 1, options.rounds()));
      for (int i = 0; i < targets.size(); i++) {
        Target target = targets.get((round + i) % targets.size());
        Sample sample = load.run(target, options.seconds());
        if (sample.failures() > 0) {
          progress.say("%s: %d requests failed".formatted(target.name(), sample.failures()));
        }
        samples.computeIfAbsent(target, _ -> new ArrayList<>()).add(sample);
      }
    }
    return samples;
  }
}
