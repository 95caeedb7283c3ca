package dev.postern.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.velocity.Template;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.runtime.RuntimeInstance;
import org.apache.velocity.runtime.parser.ParseException;
import org.jspecify.annotations.Nullable;

/** Renders the templates of the measured MOCKs with plain Velocity, parsed once. */
final class RawMock extends VerticleBase {
  private final int port;
  private final Template response;
  private final Template list;

  RawMock(int port) {
    this.port = port;
    this.response = parse(Templates.RESPONSE);
    this.list = parse(Templates.LIST);
  }

  private static Template parse(String text) {
    RuntimeInstance velocity = new RuntimeInstance();
    velocity.init();
    Template template = new Template();
    template.setRuntimeServices(velocity);
    try {
      template.setData(velocity.parse(new StringReader(text), template));
    } catch (ParseException e) {
      throw new IllegalStateException("the template of the benchmark does not parse", e);
    }
    template.initDocument();
    return template;
  }

  /** {@code $input} as far as the template needs it. */
  public record Input(HttpServerRequest request) {
    /** The parameter of that name. */
    public @Nullable String params(String name) {
      return request.getParam(name);
    }
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer(RawServer.listeningOn(port))
        .requestHandler(this::answer)
        .listen();
  }

  private void answer(HttpServerRequest request) {
    VelocityContext context = new VelocityContext();
    context.put("input", new Input(request));
    context.put("context", Map.of("requestId", requestId()));
    StringWriter out = new StringWriter(512);
    Template template = "/list".equals(request.path()) ? list : response;
    template.merge(context, out);
    var _ =
        request
            .response()
            .putHeader(RawServer.CONTENT_TYPE, RawServer.JSON)
            .end(Buffer.buffer(out.toString()));
  }

  private static String requestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
