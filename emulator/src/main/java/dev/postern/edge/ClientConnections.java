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
 * The connections of one listener's clients. Ends those that send a head or a body so slowly that
 * they would never be done: an idle timeout alone is set back by every byte. As long as a
 * connection may be idle, so long may the next head take from the last answer on, and a body from
 * its head on.
 *
 * <p>Looks from time to time instead of setting a timer a request. Lives on its listener's event
 * loop.
 */
final class ClientConnections {
  private static final int LOOKS = 10;

  private final InstantSource clock;
  private final Occupancy occupancy;
  private final long patienceMillis;
  private final Map<HttpConnection, Progress> connections = new HashMap<>();
  private final Map<HttpServerRequest, Progress> unanswered = new HashMap<>();

  /** In the order that they began. */
  private final Map<HttpServerRequest, Reading> readings = new LinkedHashMap<>();

  private record Reading(long sinceMillis, Runnable giveUp) {}

  private static final class Progress {
    private int unanswered;
    private boolean hungUp;
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
  ClientConnections(Vertx vertx, Duration patience, InstantSource clock, Occupancy occupancy) {
    this.clock = clock;
    this.occupancy = occupancy;
    this.patienceMillis = patience.toMillis();
    if (patienceMillis > 0) {
      vertx.setPeriodic(Math.max(1, patienceMillis / LOOKS), _ -> look());
    }
  }

  void connected(HttpConnection connection) {
    occupancy.enter(Kind.CLIENT_CONNECTIONS);
    Progress progress = new Progress(clock.millis());
    connections.put(connection, progress);
    connection.closeHandler(_ -> {
      occupancy.leave(Kind.CLIENT_CONNECTIONS);
      connections.remove(connection);
      if (progress.unanswered > 0) {
        List.copyOf(unanswered.keySet()).stream()
            .filter(request -> request.connection().equals(connection))
            .forEach(this::answered);
      }
    });
  }

  /**
   * A head has come; until the answer is over, or the client gone, the connection is left alone.
   *
   * @return false when the connection is being closed: the request is nobody's
   */
  boolean asked(HttpServerRequest request) {
    Progress progress = connections.get(request.connection());
    if (progress == null || progress.hungUp) {
      return false;
    }
    progress.unanswered++;
    unanswered.put(request, progress);
    occupancy.enter(Kind.REQUESTS);
    request
        .response()
        .endHandler(_ -> answered(request))
        .closeHandler(_ -> answered(request))
        .exceptionHandler(_ -> answered(request));
    return true;
  }

  /** What comes behind this request is not served any more. */
  void hangUp(HttpServerRequest request) {
    Progress progress = connections.get(request.connection());
    if (progress != null) {
      progress.hungUp = true;
    }
  }

  /** The answer is over, or nobody waits for it any more. Does nothing the second time. */
  void answered(HttpServerRequest request) {
    Progress progress = unanswered.remove(request);
    if (progress != null) {
      progress.unanswered--;
      progress.sinceMillis = clock.millis();
      occupancy.leave(Kind.REQUESTS);
    }
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
