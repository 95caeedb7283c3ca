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
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP listener on one event loop: reads a request whole, hands it through the door, writes the
 * answer. API requests run right here, on the event loop, since no phase blocks; the control plane,
 * which may, runs on a virtual thread each.
 */
public final class Listener extends VerticleBase {
  /** What CreateFunction may weigh: the largest control-plane request. */
  private static final int CONTROL_PLANE_BYTES = 70_167_211;

  private static final System.Logger LOG = System.getLogger("postern.edge");

  private final HttpServerOptions options;
  private final Doors doors;
  private final InstantSource clock;
  private final Occupancy occupancy;
  private @Nullable HttpServer server;
  private @Nullable Talk talk;
  private @Nullable Loop loop;

  /**
   * What is behind the door.
   *
   * @param gateway the data plane
   * @param controlPlane AWS's protocol; may block
   * @param postern makes the handler of Postern's own addresses for an event loop
   * @param blocking runs what may block
   */
  public record Doors(
      Gateway gateway,
      Function<HttpRequest, HttpResponse> controlPlane,
      Handler<HttpServerRequest> postern,
      Executor blocking,
      Limits limits) {}

  /**
   * One that does not listen yet.
   *
   * @param options whose idle timeout is also how long a head and a body may take
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
    Duration patience = Duration.of(options.getIdleTimeout(), unit(options));
    ClientConnections connections = new ClientConnections(vertx, patience, clock, occupancy);
    ResponseWriter writer = new ResponseWriter(connections, loop(), clock);
    RequestReader reader = new RequestReader(connections, writer, loop());
    HttpServer created =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::connected)
            .invalidRequestHandler(this::refuseUnreadable)
            .requestHandler(this::accept);
    talk = new Talk(connections, reader, writer);
    server = created;
    return created.listen();
  }

  private static ChronoUnit unit(HttpServerOptions options) {
    return options.getIdleTimeoutUnit().toChronoUnit();
  }

  /** How clients are heard and answered. */
  private record Talk(ClientConnections connections, RequestReader reader, ResponseWriter writer) {}

  private Talk talk() {
    if (talk == null) {
      throw new IllegalStateException("a request before the listener has started");
    }
    return talk;
  }

  /** The port that is listened on; for listeners that asked for any. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the port is known once the listener has started");
    }
    return server.actualPort();
  }

  private void accept(HttpServerRequest request) {
    RequestReader reader = talk().reader();
    if (!talk().connections().asked(request)) {
      return;
    }
    try {
      RequestHead head = RequestHead.of(request);
      Door.Destination destination =
          Door.destination(head.authority(), head.path(), request::getHeader);
      // No switch over patterns: setting one up costs the first request more than the answer.
      if (destination instanceof Door.ToApi(ApiAddress address)) {
        requireWithinLimits(head);
        reader.read(request, head, doors.limits.payloadBytes(), r -> serve(request, r, address));
      } else if (destination instanceof Door.ToControlPlane) {
        reader.read(request, head, CONTROL_PLANE_BYTES, r -> control(request, r));
      } else {
        RequestReader.letComeOn(request);
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

  /** What Vert.x could not read, or has found to be ambiguous. */
  private void refuseUnreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    talk()
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
    doors.gateway.serve(plain, address, loop(), new Waiting(request));
  }

  /** The client of a request to an API. */
  private final class Waiting implements Client {
    private final HttpServerRequest request;

    private Waiting(HttpServerRequest request) {
      this.request = request;
    }

    @Override
    public void accept(HttpResponse response) {
      var _ = talk().writer().write(request, response);
    }

    @Override
    public void whenGone(Runnable task) {
      request
          .response()
          .closeHandler(_ -> {
            talk().connections().answered(request);
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
      context.runOnContext(_ -> talk().writer().write(request, response));
    });
  }

  /**
   * The control plane answers its own faults; what is left is broken deeper, and the client is told
   * all the same.
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
