package dev.postern.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.BodyStream;
import dev.postern.report.Occupancy;
import dev.postern.testing.BusyCore;
import dev.postern.testing.RawStream;
import dev.postern.testing.RestlessPublisher;
import dev.postern.testing.StreamTrial;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests streams whose signals come on changing threads. */
class StreamWriterProperties {
  private static final Vertx VERTX = Vertx.vertx();
  private static final BusyCore CORE = new BusyCore();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);
  private static final int MAX_PARTS = 400;
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
              Random random = new Random(Long.parseLong(request.getParam("seed")));
              List<byte[]> parts = StreamTrial.parts(random, MAX_PARTS);
              new StreamWriter(
                      request,
                      BodyStream.of(RestlessPublisher.of(random, parts, null, THREADS)),
                      -1,
                      ContextLoop.of(VERTX, new Occupancy()),
                      InstantSource.system())
                  .start(() -> {});
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
    THREADS.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void clientGetsAllPartsInOrder(long seed) throws IOException {
    String expected =
        StreamTrial.parts(new Random(seed), MAX_PARTS).stream()
            .map(part -> new String(part, StandardCharsets.ISO_8859_1))
            .collect(Collectors.joining());
    StringBuilder read = new StringBuilder();

    try (RawStream answer = RawStream.get(port, "localhost", "/?seed=" + seed)) {
      answer.head();
      for (Optional<String> chunk = answer.chunk(); chunk.isPresent(); chunk = answer.chunk()) {
        read.append(chunk.get());
      }
    }

    assertThat(read.toString()).isEqualTo(expected);
  }
}
