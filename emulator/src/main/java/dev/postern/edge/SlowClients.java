package dev.postern.edge;

import dev.postern.report.Occupancy;
import dev.postern.report.Occupancy.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends connections that send a head or a body so slowly that they would never be done: an idle
 * timeout alone is set back by every byte. As long as a connection may be idle, so long may the
 * next head take from the last answer on, and a body from its head on.
 *
 * <p>Looks from time to time instead of setting a timer a request. Lives on its listener's event
 * loop.
 */
final class SlowClients {
  private static final int LOOKS = 10;

  private final InstantSource clock;
  private final Occupancy occupancy;
  private final long patienceMillis;
  private final Map<HttpConnection, Progress> connections = new HashMap<>();

  /** In the order that they began. */
  private final Map<HttpServerRequest, Reading> readings = new LinkedHashMap<>();

  private record Reading(long sinceMillis, Runnable giveUp) {}

  private static final class Progress {
    private int unanswered;
    private long sinceMillis;

    private Progress(long sinceMillis) {
      this.sinceMillis = sinceMillis;
    }
  }

  /**
   * Begins to look.
   *
   * @param patience zero for any
   */
  SlowClients(Vertx vertx, Duration patience, InstantSource clock, Occupancy occupancy) {
    this.clock = clock;
    this.occupancy = occupancy;
    this.patienceMillis = patience.toMillis();
    if (patienceMillis > 0) {
      vertx.setPeriodic(Math.max(1, patienceMillis / LOOKS), _ -> look());
    }
  }

  void connected(HttpConnection connection) {
    occupancy.enter(Kind.CLIENT_CONNECTIONS);
    connections.put(connection, new Progress(clock.millis()));
    connection.closeHandler(_ -> {
      occupancy.leave(Kind.CLIENT_CONNECTIONS);
      connections.remove(connection);
    });
  }

  /**
   * A head has come; until the answer is over, or the client gone, the connection is left alone.
   */
  void asked(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    Progress progress = connections.get(connection);
    if (progress == null) {
      return;
    }
    progress.unanswered++;
    occupancy.enter(Kind.REQUESTS);
    request
        .response()
        .endHandler(_ -> {
          occupancy.leave(Kind.REQUESTS);
          progress.unanswered--;
          progress.sinceMillis = clock.millis();
        });
  }

  /**
   * A body begins.
   *
   * @param giveUp answers that it took too long
   */
  void reading(HttpServerRequest request, Runnable giveUp) {
    readings.put(request, new Reading(clock.millis(), giveUp));
  }

  /** The body has come, or nobody waits for it any more. */
  void read(HttpServerRequest request) {
    readings.remove(request);
  }

  private void look() {
    long latest = clock.millis() - patienceMillis;
    List<HttpConnection> stuck = new ArrayList<>();
    connections.forEach((connection, progress) -> {
      if (progress.unanswered == 0 && progress.sinceMillis < latest) {
        stuck.add(connection);
      }
    });
    stuck.forEach(HttpConnection::close);
    while (!readings.isEmpty()) {
      var oldest = readings.entrySet().iterator().next();
      if (oldest.getValue().sinceMillis() >= latest) {
        return;
      }
      readings.remove(oldest.getKey());
      oldest.getValue().giveUp().run();
    }
  }
}
