package dev.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One plain server on one event loop, and another on one a core: which of them is the stronger
 * depends on the machine and on what else it does.
 */
final class Counterparts implements AutoCloseable {
  private final Map<String, Workshop.Server> servers = new LinkedHashMap<>();

  /** Starts a plain server. */
  interface Start {
    Workshop.Server with(int loops) throws IOException;
  }

  /** Starts all candidates. */
  static Counterparts start(Start start) throws IOException {
    Counterparts counterparts = new Counterparts();
    int cores = Runtime.getRuntime().availableProcessors();
    for (int loops : IntStream.of(1, cores).distinct().toArray()) {
      String name = loops == 1 ? "1 event loop" : "%d event loops".formatted(loops);
      counterparts.servers.put(name, start.with(loops));
    }
    return counterparts;
  }

  List<Target> targets(String path) {
    List<Target> targets = new ArrayList<>();
    servers.forEach(
        (name, server) -> targets.add(Target.of("plain Vert.x, " + name, server, path)));
    return targets;
  }

  @Override
  public void close() {
    servers.values().forEach(Workshop.Server::close);
  }
}
