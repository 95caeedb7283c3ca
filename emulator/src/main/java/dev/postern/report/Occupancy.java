package dev.postern.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts open connections, requests and timers. A count that does not return to zero without
 * traffic shows a leak. Safe from any thread.
 */
public final class Occupancy {
  private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

  /** The counted things. */
  public enum Kind {
    /** A connection of a client. */
    CLIENT_CONNECTIONS("clientConnections"),
    /** A request whose response is not complete. */
    REQUESTS("requests"),
    /** A timer that will end a request. */
    DEADLINES("deadlines"),
    /** A connection to an HTTP backend or an AWS service, including idle ones. */
    BACKEND_CONNECTIONS("backendConnections");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the name in {@code /_postern/health}. */
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
