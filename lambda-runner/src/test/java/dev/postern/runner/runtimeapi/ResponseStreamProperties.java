package dev.postern.runner.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.runner.testing.BusyCore;
import dev.postern.runner.testing.CheckedSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies of real requests, sent in random parts, are read on the event loop and on another thread.
 */
class ResponseStreamProperties {
  private static final Vertx VERTX = Vertx.vertx();
  private static final BusyCore CORE = new BusyCore();
  private static final ExecutorService ASKING = Executors.newSingleThreadExecutor();
  private static final ExecutorService SENDING = Executors.newVirtualThreadPerTaskExecutor();
  private static final BlockingQueue<ResponseStream> STREAMS = new LinkedBlockingQueue<>();
  private static final int MAX_BYTES = 8_000;
  private static int port;

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @BeforeAll
  static void serve() {
    HttpServer server =
        VERTX
            .createHttpServer()
            .requestHandler(request -> {
              ResponseStream stream = new ResponseStream(request);
              request.handler(stream::accept);
              request.endHandler(_ -> {
                stream.complete();
                var _ = request.response().end();
              });
              request.exceptionHandler(stream::fail);
              STREAMS.add(stream);
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    port = server.actualPort();
  }

  @AfterAll
  static void close() {
    CORE.close();
    ASKING.close();
    SENDING.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesTheWholeBodyThenTheEnd(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] body = body(random);

    try (Socket socket = connect()) {
      var _ = SENDING.submit(() -> send(socket, new Random(seed), body, "0\r\n\r\n"));
      CheckedSubscriber<byte[]> subscriber = CheckedSubscriber.toTheEnd(random, asking(random));
      STREAMS.take().subscribe(subscriber);

      assertThat(joined(subscriber.items())).isEqualTo(body);
      assertThat(subscriber.failure()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesWhatCameBeforeABreakThenTheFailure(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] body = body(random);

    try (Socket socket = connect()) {
      var _ =
          SENDING.submit(() -> {
            send(socket, new Random(seed), body, "");
            socket.shutdownOutput();
            return null;
          });
      CheckedSubscriber<byte[]> subscriber = CheckedSubscriber.toTheEnd(random, asking(random));
      STREAMS.take().subscribe(subscriber);

      assertThat(joined(subscriber.items())).isEqualTo(body);
      assertThat(subscriber.failure()).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesNothingAfterACancellationAndReadsOn(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] body = body(random);

    try (Socket socket = connect()) {
      var _ = SENDING.submit(() -> send(socket, new Random(seed), body, "0\r\n\r\n"));
      CheckedSubscriber<byte[]> subscriber =
          CheckedSubscriber.cancelling(random, asking(random), 1);
      STREAMS.take().subscribe(subscriber);
      subscriber.items();

      // The response follows the end of the request.
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      subscriber.check();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void secondSubscriberIsRefusedAndChangesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] body = body(random);

    try (Socket socket = connect()) {
      ResponseStream stream = taken(socket, new Random(seed), body);
      CheckedSubscriber<byte[]> first = CheckedSubscriber.toTheEnd(random, asking(random));
      stream.subscribe(first);
      Asking second = new Asking(Long.MAX_VALUE, true);
      stream.subscribe(second);

      assertThat(second.failure.get(20, TimeUnit.SECONDS))
          .isInstanceOf(IllegalStateException.class);
      assertThat(joined(first.items())).isEqualTo(body);
      assertThat(first.failure()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void failsAtARequestForNothingAndReadsOn(long count) throws Exception {
    try (Socket socket = connect()) {
      Asking subscriber = new Asking(count, false);
      taken(socket, new Random(1), new byte[MAX_BYTES]).subscribe(subscriber);

      assertThat(subscriber.failure.get(20, TimeUnit.SECONDS))
          .isInstanceOf(IllegalArgumentException.class);
      // The response follows the end of the request.
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
  }

  /** Sends a body and returns its stream. */
  private static ResponseStream taken(Socket socket, Random random, byte[] body)
      throws InterruptedException {
    var _ = SENDING.submit(() -> send(socket, random, body, "0\r\n\r\n"));
    return STREAMS.take();
  }

  /** Requests once, may cancel, and keeps the failure. */
  private static final class Asking implements Flow.Subscriber<byte[]> {
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final long count;
    private final boolean cancels;

    private Asking(long count, boolean cancels) {
      this.count = count;
      this.cancels = cancels;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(count);
      if (cancels) {
        subscription.cancel();
      }
    }

    @Override
    public void onNext(byte[] part) {
      failure.completeExceptionally(new AssertionError("a part"));
    }

    @Override
    public void onError(Throwable reason) {
      failure.complete(reason);
    }

    @Override
    public void onComplete() {
      failure.completeExceptionally(new AssertionError("the end"));
    }
  }

  private static @Nullable ExecutorService asking(Random random) {
    return random.nextBoolean() ? ASKING : null;
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static byte[] body(Random random) {
    byte[] body = new byte[1 + random.nextInt(MAX_BYTES)];
    random.nextBytes(body);
    return body;
  }

  private static @Nullable Void send(Socket socket, Random random, byte[] body, String end)
      throws IOException {
    socket
        .getOutputStream()
        .write(ascii("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
    for (int sent = 0; sent < body.length; ) {
      ByteArrayOutputStream piece = new ByteArrayOutputStream();
      for (int i = random.nextInt(20); i >= 0 && sent < body.length; i--) {
        int count = Math.min(1 + random.nextInt(64), body.length - sent);
        piece.writeBytes(ascii(Integer.toHexString(count) + "\r\n"));
        piece.write(body, sent, count);
        piece.writeBytes(ascii("\r\n"));
        sent += count;
      }
      socket.getOutputStream().write(piece.toByteArray());
    }
    socket.getOutputStream().write(ascii(end));
    return null;
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
