package dev.postern.edge;

import dev.postern.aws.Limits;
import dev.postern.aws.error.FrontErrors;
import dev.postern.aws.error.FrontException;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Client;
import dev.postern.execute.Gateway;
import dev.postern.execute.GatewayResponses;
import dev.postern.execute.Loop;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import dev.postern.report.Occupancy;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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

  /** Of HTTP/2: the answer is whole, the rest of the request is not wanted. */
  private static final long NO_ERROR = 0;

  private static final byte[] NO_BODY = {};

  // In AWS's spelling, made once.
  private static final CharSequence DATE = HttpHeaders.createOptimized("Date");
  private static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");

  private final HttpServerOptions options;
  private final Doors doors;
  private final DateHeader date;
  private final InstantSource clock;
  private final Occupancy occupancy;
  private @Nullable HttpServer server;
  private @Nullable ClientConnections connections;
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
    this.date = new DateHeader(clock);
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    Duration patience = Duration.of(options.getIdleTimeout(), unit(options));
    ClientConnections watch = new ClientConnections(vertx, patience, clock, occupancy);
    HttpServer created =
        vertx
            .createHttpServer(options)
            .connectionHandler(watch::connected)
            .invalidRequestHandler(this::refuseUnreadable)
            .requestHandler(this::accept);
    connections = watch;
    server = created;
    return created.listen();
  }

  private static ChronoUnit unit(HttpServerOptions options) {
    return options.getIdleTimeoutUnit().toChronoUnit();
  }

  /** The port that is listened on; for listeners that asked for any. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the port is known once the listener has started");
    }
    return server.actualPort();
  }

  private void accept(HttpServerRequest request) {
    if (!connections().asked(request)) {
      return;
    }
    try {
      RequestHead head = RequestHead.of(request);
      switch (Door.destination(head.authority(), head.path())) {
        case Door.ToApi to -> {
          requireWithinLimits(head);
          whole(request, head, doors.limits.payloadBytes(), r -> serve(request, r, to));
        }
        case Door.ToControlPlane _ ->
            whole(request, head, CONTROL_PLANE_BYTES, r -> control(request, r));
        case Door.ToPostern _ -> {
          letComeOn(request);
          doors.postern.handle(request);
        }
      }
    } catch (FrontException refusal) {
      refuse(request, refusal);
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
    refuse(
        request,
        cause instanceof TooLongHttpHeaderException
            ? FrontErrors.headersTooLong(doors.limits.headerBytes())
            : cause instanceof TooLongHttpLineException
                ? FrontErrors.urlTooLong(doors.limits.urlCharacters())
                : FrontErrors.badRequest());
  }

  private ClientConnections connections() {
    if (connections == null) {
      throw new IllegalStateException("a request before the listener has started");
    }
    return connections;
  }

  private void serve(HttpServerRequest request, HttpRequest plain, Door.ToApi to) {
    doors.gateway.serve(plain, to.api(), to.path(), to.domainName(), loop(), new Waiting(request));
  }

  /** The client of a request to an API. */
  private final class Waiting implements Client {
    private final HttpServerRequest request;

    private Waiting(HttpServerRequest request) {
      this.request = request;
    }

    @Override
    public void accept(HttpResponse response) {
      var _ = write(request, response);
    }

    @Override
    public void whenGone(Runnable task) {
      request
          .response()
          .closeHandler(_ -> {
            connections().answered(request);
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
      context.runOnContext(_ -> write(request, response));
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

  /** Reads the body, then goes on; a body that is too large is answered here. */
  private void whole(
      HttpServerRequest request, RequestHead head, int most, Consumer<HttpRequest> then) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && request.version() != HttpVersion.HTTP_2) {
      then.accept(plain(request, head, NO_BODY));
      return;
    }
    if (length != null && tooLong(length, most)) {
      refuseBody(request, front(FrontErrors.contentTooLong(most)));
      return;
    }
    letComeOn(request);
    read(request, most, body -> then.accept(plain(request, head, body)));
  }

  private void read(HttpServerRequest request, int most, Consumer<byte[]> then) {
    ClientConnections watch = connections();
    watch.reading(request, () -> refuse(request, FrontErrors.requestTimeout()));
    Buffer body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= most) {
        body.appendBuffer(chunk);
        return;
      }
      watch.read(request);
      refuseBody(request, GatewayResponses.uncustomised(GatewayErrors.requestTooLong()));
    });
    request.endHandler(_ -> {
      watch.read(request);
      then.accept(body.getBytes());
    });
    request.exceptionHandler(fault -> {
      watch.read(request);
      if (isGone(fault)) {
        watch.answered(request);
      } else {
        refuse(request, FrontErrors.badRequest());
      }
    });
  }

  private static boolean isGone(Throwable fault) {
    return fault instanceof HttpClosedException || fault instanceof StreamResetException;
  }

  /** Vert.x lets only digits through, but any number of them. */
  private static boolean tooLong(String length, int most) {
    int digits = 0;
    while (digits < length.length() && length.charAt(digits) == '0') {
      digits++;
    }
    return length.length() - digits > 10
        || (digits < length.length() && Long.parseLong(length, digits, length.length(), 10) > most);
  }

  /** Some clients wait for a word before they send the body. */
  private static void letComeOn(HttpServerRequest request) {
    if (waitsForAWord(request)) {
      var _ = request.response().writeContinue();
    }
  }

  private static boolean waitsForAWord(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    return expected != null && expected.equalsIgnoreCase("100-continue");
  }

  private void refuse(HttpServerRequest request, FrontException refusal) {
    var _ = writeLast(request, front(refusal)).onComplete(_ -> hangUp(request));
  }

  /**
   * Answers a request whose body is not wanted. The rest of it is read all the same: a connection
   * that is closed with bytes unread is reset, and the client might never see the answer.
   */
  private void refuseBody(HttpServerRequest request, HttpResponse refusal) {
    Runnable end = () -> hangUp(request);
    ClientConnections watch = connections();
    watch.reading(request, end);
    request.handler(_ -> {});
    request.exceptionHandler(_ -> {
      watch.read(request);
      watch.answered(request);
    });
    request.endHandler(_ -> {
      watch.read(request);
      end.run();
    });
    Future<Void> written = writeLast(request, refusal);
    if (waitsForAWord(request)) {
      written.onComplete(_ -> end.run());
    }
  }

  private static HttpResponse front(FrontException refusal) {
    return HttpResponse.text(refusal.status(), "text/plain", refusal.text());
  }

  private Future<Void> writeLast(HttpServerRequest request, HttpResponse answer) {
    if (request.version() != HttpVersion.HTTP_2) {
      connections().hangUp(request);
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    return write(request, answer);
  }

  /** A connection of HTTP/2 has other requests as well. */
  private static void hangUp(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      var _ = request.connection().close();
    } else if (!request.isEnded()) {
      var _ = request.response().reset(NO_ERROR);
    }
  }

  private static HttpRequest plain(HttpServerRequest request, RequestHead head, byte[] body) {
    return new HttpRequest(
        request.method().name(),
        request.isSSL() ? "https" : "http",
        head.authority(),
        head.path(),
        head.query(),
        head.headers(),
        body,
        request.remoteAddress().hostAddress());
  }

  private Future<Void> write(HttpServerRequest request, HttpResponse answer) {
    HttpServerResponse response = request.response();
    BodyStream stream = answer.stream();
    if (response.closed() || response.ended()) {
      if (stream != null) {
        stream.cancel();
      }
      return Future.succeededFuture();
    }
    response.setStatusCode(answer.status());
    Headers headers = answer.headers();
    response.headers().add(DATE, date.now());
    for (int i = 0; i < headers.size(); i++) {
      response.headers().add(headers.name(i), headers.value(i));
    }
    if (stream != null) {
      return write(request, answer, stream);
    }
    if (answer.status() != 204 && answer.status() != 304) {
      response.headers().add(CONTENT_LENGTH, Integer.toString(answer.body().length));
    }
    return response.end(Buffer.buffer(answer.body()));
  }

  /** The head is set already. */
  private Future<Void> write(HttpServerRequest request, HttpResponse answer, BodyStream stream) {
    boolean hasBody =
        answer.status() != 204
            && answer.status() != 304
            && !request.method().equals(HttpMethod.HEAD);
    if (!hasBody) {
      stream.cancel();
      if (answer.status() == 204) {
        request.response().headers().remove(CONTENT_LENGTH);
      }
      return request.response().end();
    }
    String length = answer.headers().get("Content-Length");
    new StreamWriter(request, stream, length == null ? -1 : Long.parseLong(length), loop(), clock)
        .start(() -> connections().answered(request));
    return Future.succeededFuture();
  }
}
