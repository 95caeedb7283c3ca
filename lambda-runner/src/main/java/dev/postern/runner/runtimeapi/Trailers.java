package dev.postern.runner.runtimeapi;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Trailers of a chunked request, in which runtimes report errors in mid-stream. Vert.x drops them,
 * so this handler reads them before Vert.x handles the message.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html">Building a
 *     custom runtime for AWS Lambda</a>
 */
final class Trailers extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<HttpHeaders> OF_LAST_REQUEST =
      AttributeKey.valueOf(Trailers.class, "of-last-request");

  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
  private static final String UNKNOWN = "Runtime.Unknown";

  private Trailers() {}

  /** Starts to read the trailers of a connection. */
  static void listen(HttpConnection connection) {
    ((ConnectionBase) connection).channel().pipeline().addBefore("handler", null, new Trailers());
  }

  /**
   * Returns the trailers of a request that is read to its end and is the last of its connection.
   */
  static HttpHeaders of(HttpServerRequest request) {
    HttpHeaders trailers =
        ((ConnectionBase) request.connection()).channel().attr(OF_LAST_REQUEST).get();
    return trailers == null ? EmptyHttpHeaders.INSTANCE : trailers;
  }

  /**
   * Returns the error object of a function that failed after it started to stream, or null if it
   * succeeded.
   */
  static byte @Nullable [] errorObject(HttpServerRequest request) {
    HttpHeaders trailers = of(request);
    String type = trailers.get(ERROR_TYPE);
    String body = trailers.get(ERROR_BODY);
    if (type == null && body == null) {
      return null;
    }
    if (body != null) {
      try {
        return Base64.getDecoder().decode(body);
      } catch (IllegalArgumentException e) {
        return RuntimeJson.error(type == null ? UNKNOWN : type, body);
      }
    }
    return RuntimeJson.error(type == null ? UNKNOWN : type, "");
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof LastHttpContent last) {
      context.channel().attr(OF_LAST_REQUEST).set(last.trailingHeaders());
    }
    super.channelRead(context, message);
  }
}
