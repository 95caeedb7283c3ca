package dev.postern.edge;

import dev.postern.aws.Limits;
import dev.postern.aws.error.FrontErrors;
import dev.postern.aws.error.FrontException;
import dev.postern.execute.Client;
import dev.postern.execute.Loop;
import dev.postern.execute.front.ApiAddress;
import dev.postern.execute.live.Gateway;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.report.Occupancy;
import dev.postern.wire.Forward;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ClientSSLOptions;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP listener on one event loop: reads a whole request, finds its destination, writes the
 * response. API requests run on the event loop, since no phase blocks. Control-plane calls may
 * block, so each runs on a virtual thread.
 */
public final class Listener extends VerticleBase {
  /** Maximum size of CreateFunction, the largest control-plane request. */
  private static final int CONTROL_PLANE_BYTES = 70_167_211;

  private static final System.Logger LOG = System.getLogger("postern.edge");

  private final HttpServerOptions options;
  private final Doors doors;
  private final InstantSource clock;
  private final Occupancy occupancy;
  private @Nullable HttpServer server;
  private @Nullable ClientIo clientIo;
  private @Nullable Loop loop;

  /**
   * The destinations of requests.
   *
   * @param gateway the data plane
   * @param controlPlane AWS's protocol; may block
   * @param tooLarge answers a request to the control plane, without its body, whose body is larger
   *     than the given number of bytes; empty if its service has no answer of its own
   * @param forwards tells which requests go to another server
   * @param postern handles Postern's own addresses
   * @param blocking runs tasks that may block
   */
  public record Doors(
      Gateway gateway,
      Function<HttpRequest, HttpResponse> controlPlane,
      BiFunction<HttpRequest, Integer, Optional<HttpResponse>> tooLarge,
      Forwards forwards,
      Handler<HttpServerRequest> postern,
      Executor blocking,
      Limits limits) {}

  /**
   * The requests that are not for Postern.
   *
   * @param decision returns where a request goes, from its head; empty if Postern answers it. Does
   *     not block.
   * @param tls whom to trust behind an https URL
   */
  public record Forwards(
      Function<HttpRequest, Optional<Forward>> decision, Function<URI, ClientSSLOptions> tls) {
    Optional<Forward> to(HttpRequest head) {
      return decision.apply(head);
    }
  }

  /**
   * Makes a listener that is not started.
   *
   * @param options its idle timeout also limits the time for a head and for a body
   */
  public Listener(
      HttpServerOptions options, Doors doors, InstantSource clock, Occupancy occupancy) {
    this.options = options;
    this.doors = doors;
    this.occupancy = occupancy;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    Duration timeout = Duration.of(options.getIdleTimeout(), unit(options));
    ClientConnections connections = new ClientConnections(vertx, timeout, clock, occupancy);
    ResponseWriter writer = new ResponseWriter(connections, loop(), clock);
    RequestReader reader = new RequestReader(connections, writer, loop());
    HttpServer created =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::connected)
            .invalidRequestHandler(this::refuseUnreadable)
            .requestHandler(this::accept);
    Forwarder forwarder =
        new Forwarder(vertx, connections, writer, loop(), doors.forwards.tls(), occupancy);
    clientIo = new ClientIo(connections, reader, writer, forwarder);
    server = created;
    return created.listen();
  }

  private static ChronoUnit unit(HttpServerOptions options) {
    return options.getIdleTimeoutUnit().toChronoUnit();
  }

  /** The objects that read from clients and write to them. */
  private record ClientIo(
      ClientConnections connections,
      RequestReader reader,
      ResponseWriter writer,
      Forwarder forwarder) {}

  private ClientIo clientIo() {
    if (clientIo == null) {
      throw new IllegalStateException("a request before the listener has started");
    }
    return clientIo;
  }

  /** Returns the port that the listener listens on, for listeners with port 0. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the port is known once the listener has started");
    }
    return server.actualPort();
  }

  private void accept(HttpServerRequest request) {
    ConnectionHeader.add(request);
    RequestReader reader = clientIo().reader();
    if (!clientIo().connections().requestStarted(request)) {
      return;
    }
    try {
      RequestHead head = RequestHead.of(request);
      Door.Destination destination =
          Door.destination(head.authority(), head.path(), request::getHeader);
      // No pattern switch: its setup would cost the first request more than the response.
      if (destination instanceof Door.ToApi(ApiAddress address)) {
        requireWithinLimits(head);
        reader.read(
            request,
            head,
            doors.limits.payloadBytes(),
            (_, _) -> Optional.empty(),
            r -> serve(request, r, address));
      } else if (destination instanceof Door.ToControlPlane) {
        Forward forward = doors.forwards.to(RequestReader.withoutBody(request, head)).orElse(null);
        if (forward == null) {
          reader.read(request, head, CONTROL_PLANE_BYTES, doors.tooLarge, r -> control(request, r));
        } else {
          clientIo().forwarder().forward(request, head, forward);
        }
      } else {
        RequestReader.sendContinue(request);
        doors.postern.handle(request);
      }
    } catch (FrontException refusal) {
      reader.refuse(request, refusal);
    }
  }

  private void requireWithinLimits(RequestHead head) {
    if (head.urlCharacters() > doors.limits.urlCharacters()) {
      throw FrontErrors.urlTooLong(doors.limits.urlCharacters());
    }
    if (head.headerBytes() > doors.limits.headerBytes()) {
      throw FrontErrors.headersTooLong(doors.limits.headerBytes());
    }
  }

  /** Refuses a request that Vert.x found malformed or ambiguous. */
  private void refuseUnreadable(HttpServerRequest request) {
    ConnectionHeader.add(request);
    Throwable cause = request.decoderResult().cause();
    clientIo()
        .reader()
        .refuse(
            request,
            cause instanceof TooLongHttpHeaderException
                ? FrontErrors.headersTooLong(doors.limits.headerBytes())
                : cause instanceof TooLongHttpLineException
                    ? FrontErrors.urlTooLong(doors.limits.urlCharacters())
                    : FrontErrors.badRequest());
  }

  private void serve(HttpServerRequest request, HttpRequest plain, ApiAddress address) {
    doors.gateway.serve(plain, address, loop(), new WaitingClient(request));
  }

  /** The client of a request to an API. */
  private final class WaitingClient implements Client {
    private final HttpServerRequest request;

    private WaitingClient(HttpServerRequest request) {
      this.request = request;
    }

    @Override
    public void accept(HttpResponse response) {
      var _ = clientIo().writer().write(request, response);
    }

    @Override
    public void whenGone(Runnable task) {
      request
          .response()
          .closeHandler(_ -> {
            clientIo().connections().responseEnded(request);
            task.run();
          });
    }
  }

  private Loop loop() {
    if (loop == null) {
      loop = new ContextLoop(vertx, context, occupancy);
    }
    return loop;
  }

  private void control(HttpServerRequest request, HttpRequest plain) {
    Context context = this.context;
    doors.blocking.execute(() -> {
      HttpResponse response = controlled(plain);
      context.runOnContext(_ -> clientIo().writer().write(request, response));
    });
  }

  /**
   * Calls the control plane. It answers exceptions itself; an {@code Error} is logged and answered
   * here.
   */
  private HttpResponse controlled(HttpRequest plain) {
    try {
      return doors.controlPlane.apply(plain);
    } catch (Error e) {
      LOG.log(Level.ERROR, "event=fault path=" + plain.path(), e);
      return HttpResponse.json(500, "{\"message\":\"Internal failure: see Postern's log\"}");
    }
  }
}
