package dev.postern.edge;

import dev.postern.aws.Limits;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.ApiAddress;
import dev.postern.execute.Client;
import dev.postern.execute.Gateway;
import dev.postern.execute.GatewayResponses;
import dev.postern.execute.Loop;
import dev.postern.http.BodyStream;
import dev.postern.http.Headers;
import dev.postern.http.HttpRequest;
import dev.postern.http.HttpResponse;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Map;
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

  // In AWS's spelling, made once.
  private static final CharSequence DATE = HttpHeaders.createOptimized("Date");
  private static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");

  private final HttpServerOptions options;
  private final Doors doors;
  private final DateHeader date;
  private final InstantSource clock;
  private @Nullable HttpServer server;
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

  public Listener(HttpServerOptions options, Doors doors, InstantSource clock) {
    this.options = options;
    this.doors = doors;
    this.date = new DateHeader(clock);
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    HttpServer created = vertx.createHttpServer(options).requestHandler(this::accept);
    server = created;
    return created.listen();
  }

  /** The port that is listened on; for listeners that asked for any. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the port is known once the listener has started");
    }
    return server.actualPort();
  }

  private void accept(HttpServerRequest request) {
    String path = request.path();
    String authority = authority(request);
    Door.Destination destination =
        Door.destination(
            authority, path == null || path.isEmpty() ? "/" : path, request::getHeader);
    // No switch over patterns: setting one up costs the first request more than the answer.
    if (destination instanceof Door.ToApi(ApiAddress address)) {
      whole(request, doors.limits.payloadBytes(), authority, r -> serve(request, r, address));
    } else if (destination instanceof Door.ToControlPlane) {
      whole(request, CONTROL_PLANE_BYTES, authority, r -> control(request, r));
    } else {
      doors.postern.handle(request);
    }
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
      var _ = write(request, response);
    }

    @Override
    public void whenGone(Runnable task) {
      request.response().closeHandler(_ -> task.run());
    }
  }

  private Loop loop() {
    if (loop == null) {
      loop = new ContextLoop(vertx, context);
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
      HttpServerRequest request, int most, String authority, Consumer<HttpRequest> then) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && request.version() != io.vertx.core.http.HttpVersion.HTTP_2) {
      then.accept(plain(request, authority, NO_BODY));
      return;
    }
    if (length != null && tooLong(length, most)) {
      refuseBody(request);
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() > most) {
        request.handler(null).endHandler(null);
        refuseBody(request);
      } else {
        body.appendBuffer(chunk);
      }
    });
    request.endHandler(_ -> then.accept(plain(request, authority, body.getBytes())));
  }

  private static final byte[] NO_BODY = {};

  private static boolean tooLong(String length, int most) {
    return length.length() > 10 || Long.parseLong(length) > most;
  }

  /** Answers and closes: what is left of the body is not read. */
  private void refuseBody(HttpServerRequest request) {
    HttpResponse refusal = GatewayResponses.uncustomised(GatewayErrors.requestTooLong());
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    write(request, refusal).onComplete(_ -> request.connection().close());
  }

  private static HttpRequest plain(HttpServerRequest request, String authority, byte[] body) {
    Headers.Builder headers = Headers.builder();
    for (Map.Entry<String, String> field : request.headers()) {
      headers.add(field.getKey(), field.getValue());
    }
    String path = request.path();
    String query = request.query();
    return new HttpRequest(
        request.method().name(),
        request.isSSL() ? "https" : "http",
        authority,
        path == null || path.isEmpty() ? "/" : path,
        query == null ? "" : query,
        headers.build(),
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
        .start();
    return Future.succeededFuture();
  }

  private static String authority(HttpServerRequest request) {
    var authority = request.authority();
    return authority == null ? "" : authority.toString();
  }
}
