package dev.postern.runner.runtimeapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * What a runtime sent. Of a body that is larger than allowed only the size is known.
 *
 * @param size all bytes that came, kept or not
 */
record RuntimeBody(Buffer content, long size) {
  /** Reads the whole body, then hands it over on the same event loop. */
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
