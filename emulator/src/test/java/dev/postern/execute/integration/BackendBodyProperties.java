package dev.postern.execute.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.edge.ContextLoop;
import dev.postern.execute.Loop;
import dev.postern.report.Occupancy;
import dev.postern.testing.BusyCore;
import dev.postern.testing.CheckedSubscriber;
import dev.postern.testing.RawBackend;
import dev.postern.testing.StreamTrial;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of bodies that a real backend sends in random parts. */
class BackendBodyProperties {
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = VERTX.createHttpClient();
  private static final BusyCore CORE = new BusyCore();
  private static final int MAX_PARTS = 300;

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @AfterAll
  static void close() {
    CORE.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emitsTheWholeBodyThenCompletes(long seed) {
    Random random = new Random(seed);
    List<byte[]> parts = StreamTrial.parts(random, MAX_PARTS);

    try (RawBackend backend = new RawBackend(socket -> send(socket, parts, "0\r\n\r\n"))) {
      CheckedSubscriber<byte[]> subscriber =
          read(backend, context -> CheckedSubscriber.toTheEnd(random, asking(random, context)));

      assertThat(joined(subscriber.items())).isEqualTo(joined(parts));
      assertThat(subscriber.failure()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emitsBytesReceivedBeforeABreakThenFails(long seed) {
    Random random = new Random(seed);
    List<byte[]> parts = StreamTrial.parts(random, MAX_PARTS);

    try (RawBackend backend =
        new RawBackend(socket -> {
          send(socket, parts, "");
          socket.close();
        })) {
      CheckedSubscriber<byte[]> subscriber =
          read(backend, context -> CheckedSubscriber.toTheEnd(random, asking(random, context)));

      assertThat(joined(subscriber.items())).isEqualTo(joined(parts));
      assertThat(subscriber.failure()).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cancellationClosesTheConnection(long seed) throws InterruptedException {
    Random random = new Random(seed);
    List<byte[]> parts = StreamTrial.parts(random, MAX_PARTS);
    CountDownLatch ended = new CountDownLatch(1);

    try (RawBackend backend =
        new RawBackend(socket -> {
          sendUntilClosed(socket, parts);
          RawBackend.awaitEnd(socket, ended);
        })) {
      CheckedSubscriber<byte[]> subscriber =
          read(
              backend, context -> CheckedSubscriber.cancelling(random, asking(random, context), 1));
      subscriber.items();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      subscriber.check();
    }
  }

  private static @Nullable Executor asking(Random random, Context context) {
    return random.nextBoolean() ? null : task -> context.runOnContext(_ -> task.run());
  }

  private static CheckedSubscriber<byte[]> read(
      RawBackend backend, Function<Context, CheckedSubscriber<byte[]>> subscriber) {
    return CLIENT
        .request(HttpMethod.GET, backend.port(), "127.0.0.1", "/")
        .compose(request ->
            request
                .send()
                .map(response -> {
                  CheckedSubscriber<byte[]> made = subscriber.apply(VERTX.getOrCreateContext());
                  Loop loop = ContextLoop.of(VERTX, new Occupancy());
                  new BackendBody(request, response, loop).subscribe(made);
                  return made;
                }))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void sendUntilClosed(Socket socket, List<byte[]> parts) {
    try {
      send(socket, parts, "");
    } catch (IOException _) {
      // The client has cancelled already, which the caller sees too when it reads.
    }
  }

  private static void send(Socket socket, List<byte[]> parts, String end) throws IOException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    piece.writeBytes(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    for (byte[] part : parts) {
      piece.writeBytes(ascii(Integer.toHexString(part.length) + "\r\n"));
      piece.writeBytes(part);
      piece.writeBytes(ascii("\r\n"));
      if (piece.size() > part.length * 10) {
        socket.getOutputStream().write(piece.toByteArray());
        piece.reset();
      }
    }
    piece.writeBytes(ascii(end));
    socket.getOutputStream().write(piece.toByteArray());
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
