package dev.postern.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.runner.environment.PooledLambdaRunner;
import dev.postern.runner.runtimeapi.RuntimeApi;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour of functions in any kind of sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunnerContract {
  static final String NODE = "nodejs22.x";
  static final String PYTHON = "python3.13";
  static final String PROVIDED = "provided.al2023";

  private static final String NODE_CODE =
      """
      const instance = require('node:crypto').randomUUID();
      const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      exports.echo = async (event, context) => ({ event, instance, context });
      exports.sleep = async (event) => { await rest(event.millis); return instance; };
      exports.exit = async (event) => { process.exit(event.status); };
      exports.huge = async () => 'x'.repeat(7 * 1024 * 1024);
      exports.env = async () => process.env;
      exports.print = async () => { console.log('first\\nsecond'); process.stdout.write('plain\\n'); };
      exports.fail = async () => { throw new TypeError('boom'); };
      exports.later = (event, context, callback) => { setTimeout(() => callback(null, 'later'), 5); };
      exports.sync = () => { throw new Error('at once'); };
      """;

  private static final String STREAMING_CODE =
      """
      const { pipeline } = require('node:stream/promises');
      const { Readable } = require('node:stream');
      const instance = require('node:crypto').randomUUID();
      const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const streaming = awslambda.streamifyResponse;
      exports.parts = streaming(async (event, out) => {
        for (const part of event.parts) out.write(part);
        out.end();
      });
      exports.http = streaming(async (event, out) => {
        out = awslambda.HttpResponseStream.from(out, event);
        out.write('body');
        out.end();
      });
      exports.stall = streaming(async (event, out) => { out.write('first'); await rest(60000); });
      exports.fail = streaming(async (event, out) => {
        if (event.after) { out.write('first'); await rest(1); }
        throw new TypeError('b\u00f6se');
      });
      exports.source = streaming(async (event, out) => {
        const source = async function* () { yield 'first'; await rest(1); throw new RangeError('dry'); };
        await pipeline(Readable.from(source()), out);
      });
      exports.exit = streaming(async (event, out) => { out.write('first', () => process.exit(3)); await rest(60000); });
      exports.uncaught = streaming(async (event, out) => {
        out.write('first', () => setTimeout(() => { throw new Error('astray'); }, 1));
        await rest(60000);
      });
      exports.large = streaming(async (event, out) => {
        const part = Buffer.alloc(65536, instance.charCodeAt(0));
        const source = function* () { for (let i = 0; i < event.parts; i++) yield part; };
        await pipeline(Readable.from(source()), out);
      });
      exports.instance = streaming(async (event, out) => { out.write(instance); out.write(Buffer.alloc(event.more ?? 0)); out.end(); });
      exports.silent = streaming(async (event, out) => { out.end(); });
      exports.sync = streaming(() => {});
      """;

  private static final String PYTHON_CODE =
      """
      import logging, os, uuid
      instance = str(uuid.uuid4())
      def echo(event, context):
          return {"event": event, "instance": instance, "id": context.aws_request_id,
                  "left": context.get_remaining_time_in_millis()}
      def fail(event, context):
          raise ValueError("boom")
      def env(event, context):
          return dict(os.environ)
      def log(event, context):
          print("printed")
          logging.getLogger().warning("warned")
      """;

  private static final String BOOTSTRAP =
      """
      #!/bin/sh
      exec python3 "$LAMBDA_TASK_ROOT/loop.py"
      """;

  private static final String LOOP =
      """
      import os, urllib.request
      api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
      while True:
          with urllib.request.urlopen(api + "next") as invocation:
              id = invocation.headers["Lambda-Runtime-Aws-Request-Id"]
              event = invocation.read()
          answer = urllib.request.Request(api + id + "/response", data=b'{"got":' + event + b'}')
          urllib.request.urlopen(answer).read()
      """;

  private final Vertx vertx = Vertx.vertx();
  final RecordingLog log = new RecordingLog();
  private LambdaRunner runner = new UnstartedRunner();
  private Calls calls = new Calls(runner);
  private long seed = 7;
  private Path folder = Path.of("unset");

  /** Returns settings for the engine under test; skips visibly if the machine lacks it. */
  abstract RunnerSettings settings(Path workFolder);

  /** Skips visibly if the machine cannot run the runtime. */
  abstract void assumeRuntime(String runtime);

  /** Returns a time in which ten sandboxes can start, even on a busy machine. */
  abstract int slowStartMillis();

  @BeforeAll
  void startRunner(@TempDir Path workFolder) {
    folder = workFolder;
    runner = newRunner();
    calls = new Calls(runner);
  }

  @AfterAll
  void closeRunner() {
    runner.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  final LambdaRunner newRunner() {
    return PooledLambdaRunner.start(
        settings(folder),
        log,
        InstantSource.system(),
        new Random(++seed),
        new RuntimeApi(vertx),
        _ -> {});
  }

  final Calls calls() {
    return calls;
  }

  final TestFunction node(String name, String handler) {
    assumeRuntime(NODE);
    return TestFunction.named(name, NODE, handler).file("index.js", NODE_CODE);
  }

  private FunctionSpec streaming(String name, String handler) {
    return streamingFunction(name, handler).spec();
  }

  private TestFunction streamingFunction(String name, String handler) {
    assumeRuntime(NODE);
    return TestFunction.named("stream-" + name, NODE, "index." + handler)
        .file("index.js", STREAMING_CODE);
  }

  final TestFunction python(String name, String handler) {
    assumeRuntime(PYTHON);
    return TestFunction.named(name, PYTHON, handler).file("app/main.py", PYTHON_CODE);
  }

  @Test
  void nodeFunctionReturnsWhatItsHandlerReturns() {
    FunctionSpec function = node("echo", "index.echo").spec();

    JsonNode result = calls.result(function, "{\"a\":\"ä\"}");

    assertThat(result.at("/event/a").asText()).isEqualTo("ä");
    assertThat(result.at("/context/invokedFunctionArn").asText()).isEqualTo(function.functionArn());
    assertThat(result.at("/context/memoryLimitInMB").asText()).isEqualTo("256");
  }

  @Test
  void streamedResponseIsCompleteAndInOrder() throws InterruptedException {
    FunctionSpec function = streaming("parts", "parts");

    byte[] answer = calls.read(function, "{\"parts\":[\"a\",\"ä\",\"c\"]}").rest();

    assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("aäc");
    assertThat(log.until("stream-parts", "REPORT")).hasSize(3);
  }

  @Test
  void firstBytesArriveWhileTheFunctionRunsAndItsTimeoutBreaksTheStream()
      throws InterruptedException {
    FunctionSpec function =
        streamingFunction("stall", "stall").timeout(Duration.ofSeconds(2)).spec();
    StreamReader reader = calls.read(function, "{}");

    String first = reader.next();
    Outcome outcome = reader.breakage();

    assertThat(first).isEqualTo("first");
    assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    assertThat(Calls.json(((Outcome.TimedOut) outcome).payload()).at("/errorType").asText())
        .isEqualTo("Sandbox.Timedout");
  }

  @Test
  void metadataAndEightZeroBytesPrecedeTheFirstWrite() throws InterruptedException {
    FunctionSpec function = streaming("http", "http");

    byte[] answer = calls.read(function, "{\"statusCode\":201}").rest();

    assertThat(new String(answer, StandardCharsets.UTF_8))
        .isEqualTo("{\"statusCode\":201}\0\0\0\0\0\0\0\0body");
  }

  @Test
  void streamWithoutAWriteIsEmpty() throws InterruptedException {
    assertThat(calls.read(streaming("silent", "silent"), "{}").rest()).isEmpty();
  }

  @Test
  void errorBeforeTheFirstByteIsTheFunctionsError() {
    FunctionSpec function = streaming("fail", "fail");

    JsonNode error = Calls.error(calls.whole(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("TypeError");
    assertThat(error.at("/errorMessage").asText()).isEqualTo("böse");
  }

  @Test
  void errorAfterTheFirstByteBreaksTheStream() throws InterruptedException {
    FunctionSpec function = streaming("fail-after", "fail");
    StreamReader reader = calls.read(function, "{\"after\":true}");

    assertThat(reader.next()).isEqualTo("first");
    JsonNode error = Calls.error(reader.breakage());

    assertThat(error.at("/errorType").asText()).isEqualTo("TypeError");
    assertThat(error.at("/errorMessage").asText()).isEqualTo("böse");
    assertThat(log.until("stream-fail-after", "REPORT")).anyMatch(l -> l.contains("Invoke Error"));
  }

  @Test
  void errorOfTheSourceOfAPipelineBreaksTheStream() throws InterruptedException {
    StreamReader reader = calls.read(streaming("source", "source"), "{}");

    assertThat(reader.next()).isEqualTo("first");
    assertThat(Calls.error(reader.breakage()).at("/errorType").asText()).isEqualTo("RangeError");
  }

  @Test
  void uncaughtErrorInMidStreamBreaksTheStream() throws InterruptedException {
    StreamReader reader = calls.read(streaming("uncaught", "uncaught"), "{}");

    assertThat(reader.next()).isEqualTo("first");
    assertThat(Calls.error(reader.breakage()).at("/errorMessage").asText()).isEqualTo("astray");
  }

  @RepeatedTest(5)
  void exitInMidStreamIsAnExitErrorAfterTheWrittenBytes() throws InterruptedException {
    StreamReader reader = calls.read(streaming("exit", "exit"), "{}");

    assertThat(reader.next()).isEqualTo("first");
    assertThat(Calls.error(reader.breakage()).at("/errorMessage").asText())
        .endsWith("Error: Runtime exited with error: exit status 3");
  }

  @Test
  void handlerThatStreamsMustBeAsynchronous() {
    JsonNode error = Calls.error(calls.whole(streaming("sync", "sync"), "{}"));

    assertThat(error.at("/errorMessage").asText())
        .isEqualTo("Streaming does not support non-async handlers.");
  }

  @Test
  void streamedResponseMayBeLargerThanABufferedOne() throws InterruptedException {
    FunctionSpec function = streaming("large", "large");

    byte[] answer = calls.read(function, "{\"parts\":160}").rest();

    assertThat(answer).hasSize(160 * 65_536);
  }

  @Test
  void streamingFunctionMayBeInvokedForABufferedResponse() {
    FunctionSpec function = streaming("whole", "parts");

    Outcome outcome = calls.call(function, "{\"parts\":[\"4\",\"2\"]}");

    assertThat(Calls.result(outcome).asInt()).isEqualTo(42);
  }

  @Test
  void streamTooLargeForABufferedResponseIsAnError() {
    FunctionSpec function = streaming("whole-large", "large");

    JsonNode error = Calls.error(calls.call(function, "{\"parts\":160}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void errorAfterTheFirstByteIsTheErrorOfABufferedResponse() {
    FunctionSpec function = streaming("whole-fail", "fail");

    JsonNode error = Calls.error(calls.call(function, "{\"after\":true}"));

    assertThat(error.at("/errorMessage").asText()).isEqualTo("böse");
  }

  @Test
  void functionThatDoesNotStreamSendsABufferedResponse() {
    FunctionSpec function = node("no-stream", "index.echo").spec();

    assertThat(Calls.result(calls.whole(function, "{\"a\":1}")).at("/event/a").asInt())
        .isEqualTo(1);
  }

  @Test
  void functionWithACancelledStreamFinishesAndItsSandboxIsReused() throws InterruptedException {
    FunctionSpec function = streaming("cancel", "instance");
    StreamReader reader = calls.read(function, "{\"more\":20000000}");
    String instance = reader.next().substring(0, 36);

    reader.cancel();
    var _ = log.until("stream-cancel", "REPORT");
    String next = new String(calls.read(function, "{}").rest(), StandardCharsets.UTF_8);

    assertThat(next).isEqualTo(instance);
  }

  @Test
  void nodeHandlerMayRespondByCallback() {
    FunctionSpec function = node("callback", "index.later").spec();

    JsonNode result = calls.result(function, "{}");

    assertThat(result.asText()).isEqualTo("later");
  }

  @Test
  void nodeHandlerMayBeAnEsModuleInAFolder() {
    assumeRuntime(NODE);
    FunctionSpec function =
        TestFunction.named("esm", NODE, "src/app.handler")
            .file(
                "src/app.mjs", "import os from 'node:os'; export const handler = () => typeof os;")
            .spec();

    Outcome outcome = calls.call(function, "{}");

    assertThat(Calls.result(outcome).isNull()).isTrue();
  }

  @Test
  void pythonFunctionReturnsWhatItsHandlerReturns() {
    FunctionSpec function = python("py-echo", "app/main.echo").spec();

    JsonNode result = calls.result(function, "{\"a\":\"ä\"}");

    assertThat(result.at("/event/a").asText()).isEqualTo("ä");
    assertThat(result.at("/left").asInt()).isBetween(1, 10_000);
  }

  @Test
  void customRuntimeRunsItsBootstrap() {
    assumeRuntime(PROVIDED);
    FunctionSpec function =
        TestFunction.named("custom", PROVIDED, "unused")
            .file("bootstrap", BOOTSTRAP)
            .file("loop.py", LOOP)
            .spec();

    JsonNode result = calls.result(function, "42");

    assertThat(result.at("/got").asInt()).isEqualTo(42);
  }

  @Test
  void warmSandboxIsReused() {
    FunctionSpec function = node("warm", "index.echo").spec();

    Set<String> instances = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      instances.add(calls.result(function, "{}").at("/instance").asText());
    }

    assertThat(instances).hasSize(1);
  }

  @Test
  void concurrentInvocationsHaveTheirOwnSandboxes() {
    FunctionSpec function = node("parallel", "index.sleep").spec();

    List<CompletableFuture<Outcome>> running = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      running.add(calls.start(function, "{\"millis\":" + slowStartMillis() + "}"));
    }
    Set<String> instances = new HashSet<>();
    running.forEach(call -> instances.add(Calls.result(Calls.await(call)).asText()));

    assertThat(instances).hasSizeBetween(8, 10);
  }

  @Test
  void slowFunctionTimesOutAndTheNextInvocationGetsANewSandbox() throws InterruptedException {
    FunctionSpec function = node("slow", "index.sleep").timeout(Duration.ofSeconds(1)).spec();
    String before = calls.result(function, "{\"millis\":0}").asText();

    Invocation invocation = Calls.invocation("{\"millis\":60000}");
    Outcome outcome = Calls.await(runner(function, invocation));
    String after = calls.result(function, "{\"millis\":0}").asText();

    assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
    JsonNode error = Calls.json(((Outcome.TimedOut) outcome).payload());
    assertThat(error.at("/errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(error.at("/errorMessage").asText())
        .isEqualTo(
            "RequestId: " + invocation.requestId() + " Error: Task timed out after 1.00 seconds");
    assertThat(after).isNotEqualTo(before);
    List<String> lines = log.until("slow", "REPORT RequestId: " + invocation.requestId());
    assertThat(lines).anyMatch(line -> line.endsWith("Task timed out after 1.00 seconds"));
  }

  private CompletableFuture<Outcome> runner(FunctionSpec function, Invocation invocation) {
    return runner.invoke(function, invocation).toCompletableFuture();
  }

  @Test
  void thrownErrorIsTheFunctionsError() {
    FunctionSpec function = node("fail", "index.fail").spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("TypeError");
    assertThat(error.at("/errorMessage").asText()).isEqualTo("boom");
    assertThat(error.at("/trace/0").asText()).isEqualTo("TypeError: boom");
  }

  @Test
  void synchronouslyThrownErrorIsTheFunctionsError() {
    FunctionSpec function = node("fail-sync", "index.sync").spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorMessage").asText()).isEqualTo("at once");
  }

  @Test
  void raisedExceptionIsTheFunctionsError() {
    FunctionSpec function = python("py-fail", "app/main.fail").spec();

    Invocation invocation = Calls.invocation("{}");
    JsonNode error = Calls.error(Calls.await(runner(function, invocation)));

    assertThat(error.at("/errorType").asText()).isEqualTo("ValueError");
    assertThat(error.at("/errorMessage").asText()).isEqualTo("boom");
    assertThat(error.at("/requestId").asText()).isEqualTo(invocation.requestId());
    assertThat(error.at("/stackTrace/0").asText()).contains("in fail", "raise ValueError");
  }

  @Test
  void exitInTheHandlerIsAnExitError() {
    FunctionSpec function = node("exit", "index.exit").spec();

    Invocation invocation = Calls.invocation("{\"status\":0}");
    JsonNode silent = Calls.error(Calls.await(runner(function, invocation)));
    JsonNode failing = Calls.error(calls.call(function, "{\"status\":3}"));

    assertThat(silent.at("/errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(silent.at("/errorMessage").asText())
        .isEqualTo(
            "RequestId: "
                + invocation.requestId()
                + " Error: Runtime exited without providing a reason");
    assertThat(failing.at("/errorMessage").asText())
        .endsWith("Error: Runtime exited with error: exit status 3");
  }

  @Test
  void exitDuringInitialisationIsAnExitError() {
    assumeRuntime(NODE);
    FunctionSpec function =
        TestFunction.named("init-exit", NODE, "index.handler")
            .file("index.js", "process.exit(0);")
            .spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(error.at("/errorMessage").asText())
        .endsWith("Error: Runtime exited without providing a reason");
  }

  @Test
  void errorDuringInitialisationIsReturnedAsTheRuntimeReportsIt() throws InterruptedException {
    assumeRuntime(PYTHON);
    FunctionSpec function =
        TestFunction.named("init-error", PYTHON, "app.handler")
            .file("app.py", "import nothing_of_that_name\n")
            .spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("Runtime.ImportModuleError");
    assertThat(error.at("/errorMessage").asText())
        .isEqualTo("Unable to import module 'app': No module named 'nothing_of_that_name'");
    assertThat(error.at("/requestId").asText()).isEmpty();
    assertThat(log.until("init-error", "REPORT")).anyMatch(l -> l.startsWith("INIT_REPORT Init"));
  }

  @ParameterizedTest
  @CsvSource({"index.js, exports.handler =", "index.mjs, export const handler ="})
  void nodeErrorsAndLogsShowThePathsOfLambda(String file, String export)
      throws InterruptedException {
    assumeRuntime(NODE);
    String name = "paths-" + file.replace('.', '-');
    FunctionSpec function =
        TestFunction.named(name, NODE, "index.handler")
            .file(
                file,
                export
                    + """
                     async () => {
                      console.error(new Error('seen'));
                      process.stdout.write(process.env.LAMBDA_TASK_ROOT + '/data.json\\n');
                      throw new Error('in ' + process.env.LAMBDA_TASK_ROOT);
                    };
                    """)
            .spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));
    List<String> lines = log.until(name, "REPORT");

    assertThat(error.at("/errorMessage").asText()).isEqualTo("in /var/task");
    assertThat(error.at("/trace/1").asText()).containsPattern("[ (/]/var/task/" + file + ":4:\\d+");
    assertThat(error.at("/trace").toString()).doesNotContain(folder.toString());
    assertThat(lines.get(1))
        .contains("/var/task/" + file + ":2:")
        .doesNotContain(folder.toString());
    assertThat(lines.get(2)).isEqualTo("/var/task/data.json");
    assertThat(lines.get(3))
        .contains("Invoke Error", "/var/task/" + file)
        .doesNotContain(folder.toString());
  }

  @Test
  void pythonErrorsAndLogsShowThePathsOfLambda() throws InterruptedException {
    assumeRuntime(PYTHON);
    FunctionSpec function =
        TestFunction.named("paths-python", PYTHON, "app/main.handler")
            .file(
                "app/main.py",
                """
                import traceback
                def handler(event, context):
                    print(__file__)
                    try:
                        open(__file__ + ".none")
                    except OSError:
                        traceback.print_exc()
                    open(__file__ + ".none")
                """)
            .spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));
    List<String> lines = log.until("paths-python", "REPORT");

    assertThat(error.at("/errorMessage").asText())
        .isEqualTo("[Errno 2] No such file or directory: '/var/task/app/main.py.none'");
    assertThat(error.at("/stackTrace/0").asText())
        .startsWith("  File \"/var/task/app/main.py\", line 8, in handler\n");
    assertThat(lines.get(1)).isEqualTo("/var/task/app/main.py");
    assertThat(lines)
        .contains("  File \"/var/task/app/main.py\", line 5, in handler")
        .noneMatch(line -> line.contains(folder.toString()));
  }

  @Test
  void errorDuringInitialisationShowsThePathsOfLambda() throws InterruptedException {
    assumeRuntime(NODE);
    FunctionSpec function =
        TestFunction.named("paths-init", NODE, "index.handler")
            .file("index.js", "throw new Error('in ' + __filename);")
            .spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorMessage").asText()).isEqualTo("in /var/task/index.js");
    assertThat(error.at("/trace/1").asText()).contains("(/var/task/index.js:1:7)");
    assertThat(log.until("paths-init", "INIT_REPORT"))
        .noneMatch(line -> line.contains(folder.toString()));
  }

  @Test
  void customRuntimeLogsThePathsOfLambda() throws InterruptedException {
    assumeRuntime(PROVIDED);
    FunctionSpec function =
        TestFunction.named("paths-custom", PROVIDED, "unused")
            .file("bootstrap", BOOTSTRAP.replace("exec", "echo \"in $LAMBDA_TASK_ROOT\"\nexec"))
            .file("loop.py", LOOP)
            .spec();

    calls.result(function, "42");

    assertThat(log.until("paths-custom", "REPORT")).contains("in /var/task");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "require('@aws-sdk/client-s3'); exports.handler = () => 1;",
        "exports.handler = async () => require('@aws-sdk/client-s3');"
      })
  void errorOfAFunctionWithoutTheAwsSdkSaysWhatToInstall(String code) {
    assumeRuntime(NODE);
    FunctionSpec function =
        TestFunction.named("no-sdk", NODE, "index.handler").file("index.js", code).spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorMessage").asText())
        .contains("Cannot find module '@aws-sdk/client-s3'", "(npm install @aws-sdk/client-s3)");
  }

  @Test
  void missingHandlerIsAnInitialisationError() {
    FunctionSpec function = node("no-handler", "index.nothing").spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("Runtime.HandlerNotFound");
    assertThat(error.at("/errorMessage").asText())
        .isEqualTo("index.nothing is undefined or not exported");
  }

  @Test
  void customRuntimeWithoutBootstrapHasAnInvalidEntrypoint() {
    assumeRuntime(PROVIDED);
    FunctionSpec function =
        TestFunction.named("no-bootstrap", PROVIDED, "x").file("other", "nothing").spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("Runtime.InvalidEntrypoint");
    assertThat(error.at("/errorMessage").asText())
        .endsWith("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
  }

  @Test
  void failingBootstrapIsAnExitErrorWithItsStatus() {
    assumeRuntime(PROVIDED);
    FunctionSpec function =
        TestFunction.named("bad-bootstrap", PROVIDED, "x")
            .file("bootstrap", "#!/bin/sh\nexec /no/such/program\n")
            .spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(error.at("/errorMessage").asText())
        .endsWith("Error: Runtime exited with error: exit status 127");
  }

  @Test
  void oversizedResponseIsAnErrorAndTheSandboxIsReused() {
    FunctionSpec function = node("huge", "index.huge").spec();

    JsonNode error = Calls.error(calls.call(function, "{}"));
    JsonNode again = Calls.error(calls.call(function, "{}"));

    assertThat(error.at("/errorType").asText()).isEqualTo("Function.ResponseSizeTooLarge");
    assertThat(error.at("/errorMessage").asText())
        .isEqualTo("Response payload size exceeded maximum allowed payload size (6291556 bytes).");
    assertThat(again).isEqualTo(error);
    assertThat(log.of("huge").stream().map(RecordingLog.Line::stream).distinct()).hasSize(1);
  }

  @Test
  void functionSeesLambdasVariablesAndItsOwn() {
    FunctionSpec function = node("env", "index.env").variable("COLOUR", "grün").spec();

    JsonNode variables = calls.result(function, "{}");

    assertThat(variables.at("/COLOUR").asText()).isEqualTo("grün");
    assertThat(variables.at("/AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("env");
    assertThat(variables.at("/AWS_LAMBDA_FUNCTION_VERSION").asText()).isEqualTo("$LATEST");
    assertThat(variables.at("/AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
    assertThat(variables.at("/AWS_LAMBDA_LOG_GROUP_NAME").asText()).isEqualTo("/aws/lambda/env");
    assertThat(variables.at("/AWS_LAMBDA_LOG_STREAM_NAME").asText())
        .matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}");
    assertThat(variables.at("/AWS_LAMBDA_INITIALIZATION_TYPE").asText()).isEqualTo("on-demand");
    assertThat(variables.at("/AWS_EXECUTION_ENV").asText()).isEqualTo("AWS_Lambda_nodejs22.x");
    assertThat(variables.at("/AWS_REGION").asText()).isEqualTo("eu-west-1");
    assertThat(variables.at("/AWS_DEFAULT_REGION").asText()).isEqualTo("eu-west-1");
    assertThat(variables.at("/AWS_ACCESS_KEY_ID").asText()).isEqualTo("000000000000");
    assertThat(variables.at("/AWS_SECRET_ACCESS_KEY").asText()).isEqualTo("test");
    assertThat(variables.at("/TZ").asText()).isEqualTo(":UTC");
    assertThat(variables.at("/_HANDLER").asText()).isEqualTo("index.env");
    assertThat(variables.has("LAMBDA_TASK_ROOT")).isTrue();
    assertThat(variables.has("LAMBDA_RUNTIME_DIR")).isTrue();
    assertThat(variables.at("/AWS_ENDPOINT_URL").asText())
        .matches("http://[^{}]+:4566")
        .doesNotContain("host}");
    assertThat(variables.has("HOME_OF_THE_TEST")).isFalse();
  }

  @Test
  void outputIsBetweenStartAndReportInOneStream() throws InterruptedException {
    FunctionSpec function = node("print", "index.print").spec();

    calls.result(function, "{}");
    List<String> lines = log.until("print", "REPORT");

    assertThat(lines.get(0)).matches("START RequestId: [0-9a-f-]{36} Version: \\$LATEST");
    assertThat(lines.get(1)).endsWith("\tINFO\tfirst\nsecond");
    assertThat(lines.get(2)).isEqualTo("plain");
    assertThat(lines.get(3)).matches("END RequestId: [0-9a-f-]{36}");
    assertThat(lines.get(4))
        .matches(
            "REPORT RequestId: [0-9a-f-]{36}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms"
                + "\tMemory Size: 256 MB(\tMax Memory Used: [0-9]+ MB)?"
                + "\tInit Duration: [0-9.]+ ms\t");
    assertThat(log.of("print").stream().map(RecordingLog.Line::stream).distinct()).hasSize(1);
  }

  @Test
  void pythonLogRecordsCarryTheRequestId() throws InterruptedException {
    FunctionSpec function = python("py-log", "app/main.log").spec();

    Invocation invocation = Calls.invocation("{}");
    Calls.await(runner(function, invocation));
    List<String> lines = log.until("py-log", "REPORT");

    assertThat(lines.get(1)).isEqualTo("printed");
    assertThat(lines.get(2))
        .startsWith("[WARNING]\t")
        .endsWith("Z\t" + invocation.requestId() + "\twarned");
  }

  @Test
  void invocationBeyondTheReservedConcurrencyIsThrottled() {
    FunctionSpec function = node("reserved", "index.sleep").reservedConcurrency(2).spec();

    CompletableFuture<Outcome> first = calls.start(function, "{\"millis\":300}");
    CompletableFuture<Outcome> second = calls.start(function, "{\"millis\":300}");
    Outcome third = calls.call(function, "{\"millis\":0}");
    Calls.result(Calls.await(first));
    Calls.result(Calls.await(second));
    Outcome later = calls.call(function, "{\"millis\":0}");

    assertThat(third)
        .isEqualTo(new Outcome.Throttled("ReservedFunctionConcurrentInvocationLimitExceeded"));
    assertThat(later).isInstanceOf(Outcome.Success.class);
  }

  @Test
  void newRevisionRunsInItsOwnSandboxesAndTheOldOnesEnd() {
    FunctionSpec old = node("revised", "index.sleep").spec();
    FunctionSpec current = node("revised", "index.sleep").revision("2").spec();
    String oldInstance = calls.result(old, "{\"millis\":0}").asText();
    CompletableFuture<Outcome> busy = calls.start(old, "{\"millis\":300}");

    retire(old.functionArn(), "2");
    String newInstance = calls.result(current, "{\"millis\":0}").asText();

    assertThat(newInstance).isNotEqualTo(oldInstance);
    assertThat(Calls.result(Calls.await(busy)).asText()).isEqualTo(oldInstance);
    assertThat(calls.result(current, "{\"millis\":0}").asText()).isEqualTo(newInstance);
    assertThat(calls.result(old, "{\"millis\":0}").asText()).isNotEqualTo(oldInstance);
  }

  private void retire(String functionArn, String keptRevision) {
    runner.retire(functionArn, keptRevision);
  }

  @Test
  void closeStopsIdleAndBusySandboxes() {
    FunctionSpec function = node("closing", "index.sleep").spec();
    LambdaRunner own = newRunner();
    Calls ownCalls = new Calls(own);
    ownCalls.result(function, "{\"millis\":0}");
    CompletableFuture<Outcome> busy = ownCalls.start(function, "{\"millis\":60000}");

    own.close();

    assertThat(busy).isCompletedWithValueMatching(Outcome.SandboxFailed.class::isInstance);
    assertThat(ownCalls.call(function, "{}")).isInstanceOf(Outcome.SandboxFailed.class);
    assertNothingLeft();
  }

  /** Fails if a sandbox of the closed runner is still alive. */
  abstract void assertNothingLeft();

  final void assume(boolean available, String what) {
    assumeTrue(available, what + " is missing on this machine");
  }
}
