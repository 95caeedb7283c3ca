package dev.postern.runner.runtimeapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Body of a runtime's request. The content is incomplete if the body is larger than allowed.
 *
 * @param size number of bytes received, including those not kept
 */
record RuntimeBody(Buffer content, long size) {
  /** Reads the whole body and then passes it on, on the same event loop. */
  static void read(HttpServerRequest request, Consumer<RuntimeBody> then) {
    Reading reading = new Reading();
    request.handler(reading::add);
    request.endHandler(nothing -> then.accept(new RuntimeBody(reading.content, reading.size)));
  }

  byte[] bytes() {
    return content.getBytes();
  }

  private static final class Reading {
    private final Buffer content = Buffer.buffer();
    private long size;

    void add(Buffer chunk) {
      size += chunk.length();
      if (size <= RuntimeProtocol.MAX_RESPONSE_BYTES) {
        content.appendBuffer(chunk);
      }
    }
  }
}
