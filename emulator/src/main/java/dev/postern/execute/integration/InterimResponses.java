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
 * Passes over what a backend says before its answer, whatever it is: Vert.x knows 100 and 103 only,
 * and takes every other one for the answer. Not over 101: nobody has asked for another protocol.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-15.2">Informational 1xx</a>
 */
final class InterimAnswers extends ChannelInboundHandlerAdapter {
  /** Vert.x's own handler, which takes messages from the codec. */
  private static final String VERTX = "handler";

  private boolean passingOver;

  private InterimAnswers() {}

  /** Called once for a new connection. */
  static void passOver(HttpConnection connection) {
    if (connection instanceof HttpClientConnection client) {
      var pipeline = client.channelHandlerContext().pipeline();
      if (pipeline.get(VERTX) != null) {
        pipeline.addBefore(VERTX, "interim-answers", new InterimAnswers());
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpResponse head && isInterim(head)) {
      passingOver = true;
    }
    if (!passingOver || !(message instanceof HttpResponse || message instanceof HttpContent)) {
      super.channelRead(context, message);
      return;
    }
    if (message instanceof LastHttpContent) {
      passingOver = false;
    }
    ReferenceCountUtil.release(message);
  }

  private static boolean isInterim(HttpResponse head) {
    return head.decoderResult().isSuccess()
        && head.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
  }
}
