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
   * Returns the host of a URL for clients on this machine, by the address that Postern listens on:
   * {@code 127.0.0.1} for all addresses and for {@code localhost}, otherwise the address itself.
   */
  static String clientHost(String host) {
    return switch (host) {
      case "0.0.0.0", "localhost" -> "127.0.0.1";
      case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }

  /**
   * Listens for HTTP; returns when the port accepts connections.
   *
   * @throws Setting.WrongSetting if the port cannot be opened
   */
  void http(int port) {
    var _ = listen(httpOptions(port), Setting.PORT);
  }

  /**
   * Listens for HTTPS; logs a failure.
   *
   * @param tlsPort 0 for any free port
   * @return the port, or 0 after a failure
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
   * Listens on another address for functions that call Postern. Containers do not reach the
   * loopback address of a Linux machine, so this listens on the address that they do reach; only
   * they and this machine reach it.
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
   * Returns options for HTTP/1.1 only, as AWS's plain HTTP. With HTTP/2 in clear text, Vert.x would
   * report a connection only after its first whole head.
   */
  private HttpServerOptions httpOptions(int listenPort) {
    return new HttpServerOptions()
        .setHost(host)
        .setPort(listenPort)
        .setIdleTimeout(IDLE_SECONDS)
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        // Else each request passes through Netty's handler of WebSocket extensions.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxInitialLineLength(16_384)
        .setMaxHeaderSize(16_384);
  }

  /** Starts one listener per event loop; they share the port. */
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

  /**
   * Returns a free port. All listeners must request the same port; with port 0, each would get
   * another one.
   */
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
