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
 * The client connections of one listener. Closes connections whose next head does not arrive in
 * time, and ends requests whose body does not: every byte restarts an idle timeout, so that alone
 * does not end slow senders. The timeout for a head starts with the last response, the one for a
 * body with its head; both are as long as a connection may be idle.
 *
 * <p>Checks all connections periodically instead of setting a timer per request. Runs on its
 * listener's event loop.
 */
final class ClientConnections {
  private static final int CHECKS_PER_TIMEOUT = 10;

  private final InstantSource clock;
  private final Occupancy occupancy;
  private final long timeoutMillis;
  private final Map<HttpConnection, Progress> connections = new HashMap<>();
  private final Map<HttpServerRequest, Progress> unanswered = new HashMap<>();

  /** Bodies that have not arrived completely, the oldest first. */
  private final Map<HttpServerRequest, PendingBody> pendingBodies = new LinkedHashMap<>();

  private record PendingBody(long sinceMillis, Runnable onTimeout) {}

  private static final class Progress {
    private int unanswered;
    private boolean closing;
    private long sinceMillis;

    private Progress(long sinceMillis) {
      this.sinceMillis = sinceMillis;
    }
  }

  /**
   * Starts the periodic check.
   *
   * @param timeout zero for none
   */
  ClientConnections(Vertx vertx, Duration timeout, InstantSource clock, Occupancy occupancy) {
    this.clock = clock;
    this.occupancy = occupancy;
    this.timeoutMillis = timeout.toMillis();
    if (timeoutMillis > 0) {
      vertx.setPeriodic(Math.max(1, timeoutMillis / CHECKS_PER_TIMEOUT), _ -> check());
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
            .forEach(this::responseEnded);
      }
    });
  }

  /**
   * Registers a request whose head has arrived. The connection has no timeout until the response
   * has ended or the client has gone.
   *
   * @return false if the connection is being closed, so that the request must not be served
   */
  boolean requestStarted(HttpServerRequest request) {
    Progress progress = connections.get(request.connection());
    if (progress == null || progress.closing) {
      return false;
    }
    progress.unanswered++;
    unanswered.put(request, progress);
    occupancy.enter(Kind.REQUESTS);
    request
        .response()
        .endHandler(_ -> responseEnded(request))
        .closeHandler(_ -> responseEnded(request))
        .exceptionHandler(_ -> responseEnded(request));
    return true;
  }

  /** Stops serving requests of the connection that follow this one. */
  void stopServing(HttpServerRequest request) {
    Progress progress = connections.get(request.connection());
    if (progress != null) {
      progress.closing = true;
    }
  }

  /**
   * Registers that the response has ended or that the client has gone. Has no effect the second
   * time.
   */
  void responseEnded(HttpServerRequest request) {
    Progress progress = unanswered.remove(request);
    if (progress != null) {
      progress.unanswered--;
      progress.sinceMillis = clock.millis();
      occupancy.leave(Kind.REQUESTS);
    }
  }

  /**
   * Starts the timeout of a body.
   *
   * @param onTimeout answers the request
   */
  void bodyStarted(HttpServerRequest request, Runnable onTimeout) {
    pendingBodies.put(request, new PendingBody(clock.millis(), onTimeout));
  }

  /** Ends the timeout of a body. */
  void bodyEnded(HttpServerRequest request) {
    pendingBodies.remove(request);
  }

  private void check() {
    long latest = clock.millis() - timeoutMillis;
    List<HttpConnection> stuck = new ArrayList<>();
    connections.forEach((connection, progress) -> {
      if (progress.unanswered == 0 && progress.sinceMillis < latest) {
        stuck.add(connection);
      }
    });
    stuck.forEach(HttpConnection::close);
    while (!pendingBodies.isEmpty()) {
      var oldest = pendingBodies.entrySet().iterator().next();
      if (oldest.getValue().sinceMillis() >= latest) {
        return;
      }
      pendingBodies.remove(oldest.getKey());
      oldest.getValue().onTimeout().run();
    }
  }
}
