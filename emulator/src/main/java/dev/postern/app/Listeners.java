package dev.postern.app;

import dev.postern.edge.Listener;
import dev.postern.report.Occupancy;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The sockets that Postern listens on. */
record Listeners(
    Vertx vertx, String host, Listener.Doors doors, InstantSource clock, Occupancy occupancy) {
  static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

  private static final System.Logger LOG = System.getLogger("postern.app");
  private static final int IDLE_SECONDS = 310;

  /**
   * Listens for HTTP; returns when the port answers.
   *
   * @throws Setting.WrongSetting when it cannot be listened on
   */
  void http(int port) {
    var _ = listen(httpOptions(port), Setting.PORT);
  }

  /**
   * Listens for HTTPS; a failure is logged.
   *
   * @param tlsPort 0 for any
   * @return the port that is listened on, or 0 for none
   */
  int https(int tlsPort) {
    try {
      HttpServerOptions options =
          httpOptions(tlsPort == 0 ? freePort(host) : tlsPort)
              .setSsl(true)
              .setUseAlpn(true)
              .setKeyCertOptions(KeyCertOptions.wrap(new SelfSigned(clock)))
              .setTrustOptions(TrustOptions.wrap(new NoClientCertificates()));
      int listening = listen(options, Setting.TLS_PORT);
      LOG.log(Level.INFO, "event=listening protocol=https port=" + listening);
      return listening;
    } catch (Setting.WrongSetting e) {
      LOG.log(Level.ERROR, "event=no-https reason=\"" + e.getMessage() + "\"");
      return 0;
    }
  }

  /**
   * Functions call Postern too. Containers do not reach the loopback address of a Linux machine, so
   * the address that they do reach is listened on as well; only they and this machine reach it.
   *
   * @param address that containers reach
   */
  @SuppressWarnings("AddressSelection") // any address of the name will do
  void forSandboxes(String address, int port) {
    try {
      InetAddress ours = InetAddress.getByName(host);
      InetAddress theirs = InetAddress.getByName(address);
      if (!ours.isAnyLocalAddress() && !theirs.isLoopbackAddress() && !theirs.equals(ours)) {
        var _ = listen(httpOptions(port).setHost(address), Setting.HOST);
        LOG.log(Level.INFO, "event=listening-for-functions address=" + address + " port=" + port);
      }
    } catch (IOException | Setting.WrongSetting e) {
      LOG.log(
          Level.WARNING, "event=functions-cannot-call-postern reason=\"" + e.getMessage() + "\"");
    }
  }

  /**
   * Without TLS, HTTP/1.1 only, as AWS has it: a server that also waits for the other version's
   * first bytes does not know of a connection before it has read a whole head.
   */
  private HttpServerOptions httpOptions(int listenPort) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(listenPort)
        .setIdleTimeout(IDLE_SECONDS)
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(16_384)
        .setMaxHeaderSize(16_384);
  }

  /** One listener an event loop; they share the port. */
  private int listen(HttpServerOptions options, Setting setting) {
    Queue<Listener> listeners = new ConcurrentLinkedQueue<>();
    try {
      vertx
          .deployVerticle(
              () -> {
                Listener listener = new Listener(options, doors, clock, occupancy);
                listeners.add(listener);
                return listener;
              },
              new DeploymentOptions().setInstances(EVENT_LOOPS))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return listeners.element().port();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cannotBind) {
        throw new Setting.WrongSetting(
            "%s (%s): %s:%d cannot be listened on: %s"
                .formatted(
                    setting.variable(),
                    setting.option(),
                    options.getHost(),
                    options.getPort(),
                    reason(cannotBind)));
      }
      throw e;
    }
  }

  private static String reason(IOException cannotBind) {
    String message = String.valueOf(cannotBind.getMessage());
    return message.contains("in use") ? "the port is in use" : message;
  }

  /** All listeners have to ask for one and the same port: each would get its own for 0. */
  @SuppressWarnings("AddressSelection") // any address of the name will do: only the port is wanted
  static int freePort(String host) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Setting.WrongSetting(
          "%s (%s): no port of %s can be listened on: %s"
              .formatted(Setting.HOST.variable(), Setting.HOST.option(), host, e.getMessage()));
    }
  }
}
