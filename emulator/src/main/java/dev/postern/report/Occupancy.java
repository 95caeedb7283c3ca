package dev.postern.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much is open at this moment. What does not go back to zero once nobody calls has leaked. Safe
 * from any thread.
 */
public final class Occupancy {
  private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

  /** What is counted. */
  public enum Kind {
    /** A connection of a client. */
    CLIENT_CONNECTIONS("clientConnections"),
    /** A request that is not answered whole yet. */
    REQUESTS("requests"),
    /** A moment at which a request will be given up. */
    DEADLINES("deadlines"),
    /** A connection to an HTTP backend or an AWS service, idle ones included. */
    BACKEND_CONNECTIONS("backendConnections");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** As {@code /_postern/health} writes it. */
    public String label() {
      return label;
    }
  }

  public Occupancy() {
    for (Kind kind : Kind.values()) {
      counts.put(kind, new LongAdder());
    }
  }

  public void enter(Kind kind) {
    counter(kind).increment();
  }

  public void leave(Kind kind) {
    counter(kind).decrement();
  }

  public long now(Kind kind) {
    return counter(kind).sum();
  }

  private LongAdder counter(Kind kind) {
    LongAdder counter = counts.get(kind);
    if (counter == null) {
      throw new IllegalStateException("not counted: " + kind);
    }
    return counter;
  }
}
