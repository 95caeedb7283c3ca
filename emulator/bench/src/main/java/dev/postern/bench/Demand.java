package dev.postern.bench;

/**
 * A target, and how many connections ask it at once.
 *
 * @param connections at least 1
 */
record Demand(Target target, int connections) {
  static final int USUAL_CONNECTIONS = 32;

  static Demand usual(Target target) {
    return new Demand(target, USUAL_CONNECTIONS);
  }

  /** For messages. */
  String name() {
    return "%s, %d connections".formatted(target.name(), connections);
  }
}
