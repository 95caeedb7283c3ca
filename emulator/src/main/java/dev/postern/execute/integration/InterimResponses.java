package dev.postern.execute.integration;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;

/**
 * A handler that drops a backend's interim responses. Vert.x handles 100 and 103 only and takes any
 * other interim response for the final one. Keeps 101: no request asks for another protocol.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-15.2">Informational 1xx</a>
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {
  /** The name of Vert.x's own handler, which receives messages from the codec. */
  private static final String VERTX = "handler";

  private boolean dropping;

  private InterimResponses() {}

  /** Installs the handler on a new connection. Called once per connection. */
  static void drop(HttpConnection connection) {
    if (connection instanceof HttpClientConnection client) {
      var pipeline = client.channelHandlerContext().pipeline();
      if (pipeline.get(VERTX) != null) {
        pipeline.addBefore(VERTX, "interim-responses", new InterimResponses());
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpResponse head && isInterim(head)) {
      dropping = true;
    }
    if (!dropping || !(message instanceof HttpResponse || message instanceof HttpContent)) {
      super.channelRead(context, message);
      return;
    }
    if (message instanceof LastHttpContent) {
      dropping = false;
    }
    ReferenceCountUtil.release(message);
  }

  private static boolean isInterim(HttpResponse head) {
    return head.decoderResult().isSuccess()
        && head.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
  }
}
