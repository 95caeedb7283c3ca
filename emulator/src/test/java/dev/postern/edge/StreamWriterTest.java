package dev.postern.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.BodyStream;
import dev.postern.http.HttpResponse;
import dev.postern.http.WholeBody;
import dev.postern.report.Occupancy;
import dev.postern.testing.RawHttp;
import dev.postern.testing.RawStream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamWriterTest {
  private static final byte[] FIVE = "12345".getBytes(StandardCharsets.UTF_8);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void bodyWithoutLengthIsSentInChunks() throws IOException {
    try (RawStream answer = get(BodyStream.of(WholeBody.of(FIVE)), -1)) {
      assertThat(answer.head().headers().get("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(answer.chunk()).contains("12345");
      assertThat(answer.chunk()).isEmpty();
    }
  }

  @Test
  void bodyLongerThanItsLengthIsCut() throws IOException {
    try (RawStream answer = get(BodyStream.of(WholeBody.of(FIVE)), 4)) {
      answer.head();

      assertThat(answer.isCutOff()).isTrue();
    }
  }

  @Test
  void bodyShorterThanItsLengthIsCut() throws IOException {
    try (RawStream answer = get(BodyStream.of(WholeBody.of(FIVE)), 6)) {
      answer.head();

      assertThat(answer.bytes(5)).isEqualTo("12345");
      assertThat(answer.isCutOff()).isTrue();
    }
  }

  @Test
  void idleBodyIsCutAndCancelled() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    BodyStream body =
        BodyStream.of(reader -> reader.onSubscribe(new Silence(cancelled)))
            .within(Duration.ofMinutes(1), Duration.ofMillis(50));

    try (RawStream answer = get(body, -1)) {
      answer.head();

      assertThat(answer.isCutOff()).isTrue();
      assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void bodyThatTakesTooLongIsCut() throws IOException {
    BodyStream body =
        BodyStream.of(reader -> reader.onSubscribe(new Silence(new CountDownLatch(1))))
            .within(Duration.ofMillis(50), Duration.ofMinutes(1));

    try (RawStream answer = get(body, -1)) {
      answer.head();

      assertThat(answer.isCutOff()).isTrue();
    }
  }

  @Test
  void http10BodyEndsWithTheConnection() {
    int port = serve(BodyStream.of(WholeBody.of(FIVE)), -1);

    HttpResponse answer =
        new RawHttp(port)
            .exchange(
                "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(answer.bodyText()).isEqualTo("12345");
    assertThat(answer.headers().contains("Transfer-Encoding")).isFalse();
  }

  @Test
  void signalsFromTheLoopDoNotOvertakeThoseOfOtherThreads() throws IOException {
    BodyStream body = BodyStream.of(reader -> reader.onSubscribe(new TwoThreads(reader)));

    try (RawStream answer = get(body, -1)) {
      answer.head();

      assertThat(answer.chunk()).contains("12345");
      assertThat(answer.chunk()).isEmpty();
    }
  }

  /** Signals the body on a thread of its own, and then the end on the requesting thread. */
  private record TwoThreads(Flow.Subscriber<? super byte[]> reader) implements Flow.Subscription {
    @Override
    public void request(long count) {
      if (count > 1) {
        CompletableFuture.runAsync(() -> reader.onNext(FIVE)).join();
        reader.onComplete();
      }
    }

    @Override
    public void cancel() {}
  }

  private record Silence(CountDownLatch cancelled) implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }

  private RawStream get(BodyStream body, int length) throws IOException {
    return RawStream.get(serve(body, length), "localhost", "/");
  }

  private int serve(BodyStream body, int length) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              if (length >= 0) {
                request.response().putHeader("Content-Length", Integer.toString(length));
              }
              new StreamWriter(
                      request,
                      body,
                      length,
                      new ContextLoop(vertx, vertx.getOrCreateContext(), new Occupancy()),
                      InstantSource.system())
                  .start(() -> {});
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return server.actualPort();
  }
}
