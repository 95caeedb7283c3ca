package dev.postern.runner.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.runner.BrokenStream;
import dev.postern.runner.Outcome;
import dev.postern.runner.StreamReader;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {
  private final Vertx vertx = Vertx.vertx();
  private final RecordingListener listener = new RecordingListener();
  private HttpClient client = HttpClient.newHttpClient();
  private RuntimeApiServer server = open(listener);

  private RuntimeApiServer open(RuntimeListener listener) {
    return new RuntimeApi(vertx).open("127.0.0.1", listener).toCompletableFuture().join();
  }

  @BeforeEach
  void newClient() {
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    server.close().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void invocationReachesTheWaitingRuntimeWithItsHeaders() throws Exception {
    CompletableFuture<HttpResponse<String>> next = next();
    listener.expect("nextRequested");

    server.deliver(delivery("id-1", "Root=1-2-3", "{\"client\":{}}"));
    HttpResponse<String> invocation = next.get(5, TimeUnit.SECONDS);

    assertThat(invocation.statusCode()).isEqualTo(200);
    assertThat(invocation.body()).isEqualTo("{\"a\":\"ä\"}");
    assertThat(header(invocation, "Lambda-Runtime-Aws-Request-Id")).isEqualTo("id-1");
    assertThat(header(invocation, "Lambda-Runtime-Deadline-Ms")).isEqualTo("1234567");
    assertThat(header(invocation, "Lambda-Runtime-Invoked-Function-Arn")).isEqualTo("arn:f");
    assertThat(header(invocation, "Lambda-Runtime-Trace-Id")).isEqualTo("Root=1-2-3");
    assertThat(header(invocation, "Lambda-Runtime-Client-Context")).isEqualTo("{\"client\":{}}");
  }

  @Test
  void absentValuesHaveNoHeader() throws Exception {
    CompletableFuture<HttpResponse<String>> next = next();
    listener.expect("nextRequested");

    server.deliver(delivery("id-1", null, ""));
    HttpResponse<String> invocation = next.get(5, TimeUnit.SECONDS);

    assertThat(invocation.headers().map())
        .doesNotContainKeys("lambda-runtime-trace-id", "lambda-runtime-client-context");
  }

  @Test
  void responseIsAcceptedAndReported() throws Exception {
    serve("id-1");

    HttpResponse<String> accepted = post("invocation/id-1/response", "\"done\"");

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(accepted.body()).isEqualToIgnoringNewLines("{\"status\":\"OK\"}");
    listener.expect("responded id-1 \"done\" -1");
  }

  @Test
  void errorIsAcceptedAndReported() throws Exception {
    serve("id-1");

    HttpResponse<String> accepted = post("invocation/id-1/error", "{\"errorType\":\"X\"}");

    assertThat(accepted.statusCode()).isEqualTo(202);
    listener.expect("failed id-1 {\"errorType\":\"X\"}");
  }

  @Test
  void initErrorIsAcceptedAndReported() throws Exception {
    HttpResponse<String> accepted = post("init/error", "{\"errorType\":\"X\"}");

    assertThat(accepted.statusCode()).isEqualTo(202);
    listener.expect("initFailed {\"errorType\":\"X\"}");
  }

  @Test
  void unknownRequestIdIs400() throws Exception {
    serve("id-1");

    HttpResponse<String> refused = post("invocation/other/response", "{}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo("{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}");
  }

  @Test
  void responseWithoutAnInvocationIs403() throws Exception {
    HttpResponse<String> refused = post("invocation/id-1/response", "{}");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("\"errorType\":\"InvalidStateTransition\"");
  }

  @Test
  void tooLargeResponseIs413AndReported() throws Exception {
    serve("id-1");

    HttpResponse<String> refused = post("invocation/id-1/response", "x".repeat(6_291_557));

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("\"errorType\":\"RequestEntityTooLarge\"");
    listener.expect("responseTooLarge id-1");
  }

  @Test
  void unknownResponseModeIs400() throws Exception {
    serve("id-1");

    HttpRequest request =
        request("invocation/id-1/response")
            .header("Lambda-Runtime-Function-Response-Mode", "sideways")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> refused = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"errorType\":\"InvalidFunctionResponseMode\"");
  }

  @Test
  void streamIsReportedAtItsStartAndPublishedInOrder() throws Exception {
    serveStream("id-1");

    try (RuntimeSocket runtime = stream("id-1")) {
      listener.expect("streamStarted id-1");
      StreamReader reader = StreamReader.of(listener.stream());
      runtime.write("3\r\none\r\n");
      assertThat(reader.next()).isEqualTo("one");
      runtime.write("3\r\ntwo\r\n0\r\nPostern-Output-Bytes: 7\r\n\r\n");
      assertThat(reader.next()).isEqualTo("two");

      listener.expect("responded id-1  7");
      assertThat(runtime.readLine()).isEqualTo("HTTP/1.1 202 Accepted");
    }
  }

  @Test
  void trailersReportAnErrorInMidStream() throws Exception {
    serveStream("id-1");

    try (RuntimeSocket runtime = stream("id-1")) {
      listener.expect("streamStarted id-1");
      var _ = StreamReader.of(listener.stream());
      runtime.write("0\r\nLambda-Runtime-Function-Error-Type: X\r\n");
      runtime.write("Lambda-Runtime-Function-Error-Body: eyJhIjoxfQ==\r\n\r\n");

      listener.expect("failed id-1 {\"a\":1}");
    }
  }

  @Test
  void trailersReportAnErrorOfABufferedResponse() throws Exception {
    serve("id-1");

    try (RuntimeSocket runtime = stream("id-1")) {
      runtime.write("3\r\none\r\n0\r\nLambda-Runtime-Function-Error-Type: X\r\n\r\n");

      listener.expect("failed id-1 {\"errorMessage\":\"\",\"errorType\":\"X\"}");
    }
  }

  @Test
  void runtimeThatStopsInMidStreamIsReported() throws Exception {
    serveStream("id-1");

    try (RuntimeSocket runtime = stream("id-1")) {
      listener.expect("streamStarted id-1");
      runtime.write("3\r\none\r\n");
    }

    listener.expect("streamAborted id-1");
  }

  @Test
  void bytesBeforeAFailureArePublishedBeforeIt() throws Exception {
    serveStream("id-1");
    try (RuntimeSocket runtime = stream("id-1")) {
      listener.expect("streamStarted id-1");
      runtime.write("3\r\none\r\n3\r\ntwo\r\n");
    }
    listener.expect("streamAborted id-1");
    ResponseStream stream = listener.stream();

    stream.fail(new BrokenStream(new Outcome.FunctionError(new byte[0])));
    StreamReader reader = StreamReader.of(stream);

    assertThat(reader.next()).isEqualTo("one");
    assertThat(reader.next()).isEqualTo("two");
    assertThat(reader.breakage()).isInstanceOf(Outcome.FunctionError.class);
  }

  @Test
  void backPressureStopsARuntimeThatWritesFasterThanTheReaderReads() throws Exception {
    serveStream("id-1");

    try (RuntimeSocket runtime = stream("id-1")) {
      listener.expect("streamStarted id-1");
      StreamReader reader = StreamReader.of(listener.stream());
      long written = runtime.writeUntilBlocked(64 * 1024 * 1024);

      assertThat(written).isLessThan(32 * 1024 * 1024);
      reader.requestAll();
      assertThat(runtime.becomesWritable()).isTrue();
    }
  }

  @Test
  void otherPathsAre404() throws Exception {
    assertThat(post("invocation/next", "").statusCode()).isEqualTo(404);
    assertThat(post("other", "").statusCode()).isEqualTo(404);
  }

  @Test
  void runtimeThatDisconnectsIsReportedAndGetsNoInvocation() throws Exception {
    CompletableFuture<HttpResponse<String>> next = next();
    listener.expect("nextRequested");

    next.cancel(true);
    client.shutdownNow();
    listener.expect("nextAbandoned");
    server.deliver(delivery("id-1", null, null));

    listener.expect("undelivered id-1");
  }

  private void serve(String requestId) throws Exception {
    CompletableFuture<HttpResponse<String>> next = next();
    listener.expect("nextRequested");
    server.deliver(delivery(requestId, null, null));
    next.get(5, TimeUnit.SECONDS);
  }

  private void serveStream(String requestId) throws Exception {
    CompletableFuture<HttpResponse<String>> next = next();
    listener.expect("nextRequested");
    server.deliver(new Delivery(requestId, 1_234_567, "arn:f", null, null, new byte[] {'1'}, true));
    next.get(5, TimeUnit.SECONDS);
  }

  /** Returns the connection of a runtime that has sent the head of a streamed response. */
  private RuntimeSocket stream(String requestId) throws IOException {
    RuntimeSocket runtime = new RuntimeSocket(server.port());
    runtime.write(
        "POST /2018-06-01/runtime/invocation/"
            + requestId
            + "/response HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            + "Lambda-Runtime-Function-Response-Mode: streaming\r\n\r\n");
    return runtime;
  }

  private CompletableFuture<HttpResponse<String>> next() {
    return client.sendAsync(
        request("invocation/next").GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request = request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    String uri = "http://127.0.0.1:" + server.port() + "/2018-06-01/runtime/" + path;
    return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(10));
  }

  private static Delivery delivery(
      String id, @Nullable String traceId, @Nullable String clientContext) {
    byte[] payload = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);
    return new Delivery(id, 1_234_567, "arn:f", traceId, clientContext, payload, false);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Listener that records its calls. */
  private static final class RecordingListener implements RuntimeListener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<ResponseStream> streams = new LinkedBlockingQueue<>();

    void expect(String event) throws InterruptedException {
      assertThat(events.poll(5, TimeUnit.SECONDS)).isEqualTo(event);
    }

    ResponseStream stream() {
      return streams.remove();
    }

    @Override
    public void nextRequested() {
      events.add("nextRequested");
    }

    @Override
    public void nextAbandoned() {
      events.add("nextAbandoned");
    }

    @Override
    public void undelivered(String requestId) {
      events.add("undelivered " + requestId);
    }

    @Override
    public void responded(String requestId, byte[] payload, long outputBytes) {
      events.add(
          "responded "
              + requestId
              + " "
              + new String(payload, StandardCharsets.UTF_8)
              + " "
              + outputBytes);
    }

    @Override
    public void failed(String requestId, byte[] error, long outputBytes) {
      events.add("failed " + requestId + " " + new String(error, StandardCharsets.UTF_8));
    }

    @Override
    public void streamStarted(String requestId, ResponseStream stream) {
      streams.add(stream);
      events.add("streamStarted " + requestId);
    }

    @Override
    public void streamAborted(String requestId) {
      events.add("streamAborted " + requestId);
    }

    @Override
    public void responseTooLarge(String requestId, long maxBytes, long outputBytes) {
      events.add("responseTooLarge " + requestId);
    }

    @Override
    public void initFailed(byte[] error) {
      events.add("initFailed " + new String(error, StandardCharsets.UTF_8));
    }
  }
}
