package dev.postern.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.postern.runner.environment.PooledLambdaRunner;
import dev.postern.runner.runtimeapi.RuntimeApi;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that our runtime clients make results and errors as AWS's do. Source: AWS's public runtime
 * interface clients for Node.js and Python.
 */
class RuntimeClientIT {
  private static final String NOTHING_TO_READ =
      "callback called with Error argument, but there was a problem while retrieving one or more of"
          + " its message, name, and stack";
  private static final String NEVER_SETTLED =
      "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly"
          + " caused by a Promise that was never settled. For more information, see"
          + " https://nodejs.org/docs/latest/api/process.html#exit-codes";

  /** Runs the JavaScript in the event: as an async handler, or as one with a callback. */
  private static final String NODE_CODE =
      """
      const AsyncFunction = (async () => {}).constructor;
      exports.async = async (event, context) =>
        new AsyncFunction('context', event.code)(context);
      exports.sync = (event, context, callback) =>
        new Function('context', 'callback', event.code)(context, callback);
      """;

  private static final String PYTHON_CODE =
      """
      import collections, decimal, enum
      Point = collections.namedtuple("Point", "x y")
      class Colour(enum.IntEnum):
          RED = 3
      def handler(event, context):
          scope = {"Point": Point, "Decimal": decimal.Decimal, "Colour": Colour}
          exec("def code():\\n  " + event["code"], scope)
          return scope["code"]()
      """;

  private final Vertx vertx = Vertx.vertx();
  private LambdaRunner runner = new UnstartedRunner();

  @BeforeEach
  void startRunner(@TempDir Path folder) {
    runner =
        PooledLambdaRunner.start(
            RunnerSettings.defaults(folder).withEngine(RunnerSettings.Engine.PROCESS),
            new RecordingLog(),
            InstantSource.system(),
            new Random(7),
            new RuntimeApi(vertx),
            _ -> {});
  }

  @AfterEach
  void closeRunner() {
    runner.close();
    var _ = vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          async | return undefined                                      | null
          async | return                                                | null
          async | return NaN                                            | null
          async | return { a: undefined, b: NaN, c: -0, d: () => 1 }    | {"b":null,"c":0}
          async | return [undefined, Infinity, Symbol('s')]             | [null,null,null]
          async | return Buffer.from('hi')                              | {"type":"Buffer","data":[104,105]}
          async | return new Date(0)                                    | "1970-01-01T00:00:00.000Z"
          async | return new Map([['a', 1]])                            | {}
          async | return new Error('e')                                 | {}
          async | return 'é'                                            | "é"
          async | context.succeed('first'); context.fail('second')      | "first"
          sync  | callback()                                            | null
          sync  | callback(null, undefined)                             | null
          sync  | callback(undefined, 5); callback('second')            | 5
          sync  | context.done(null, 'done')                            | "done"
          sync  | setInterval(() => {}, 60000).unref(); return 'unused' | null
          sync  | setInterval(() => {}, 60000); context.succeed('now')  | "now"
          sync  | throw undefined                                       | null
          sync  | throw null                                            | null
          """)
  void nodeResultIsWhatJsonStringifyMakes(String handler, String code, String result) {
    assertThat(success(node(handler), code)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          async | throw undefined                                    | string          | handled
          async | throw null                                         | string          | handled
          async | return Promise.reject(null)                        | string          | handled
          sync  | context.fail()                                     | string          | handled
          async | throw 'text'                                       | string          | text
          async | throw 42                                           | number          | 42
          async | throw false                                        | boolean         | false
          async | throw Symbol('s')                                  | symbol          | Symbol(s)
          async | throw { a: 1 }                                     | object          | [object Object]
          async | throw [1, 2]                                       | object          | 1,2
          async | throw { name: 'N', message: 'm', stack: 's' }      | N               | m
          async | throw { name: 'N', message: '', stack: 's' }       | object          | [object Object]
          async | throw Object.create(null)                          | handled         | NOTHING_TO_READ
          async | const e = new Error('x'); e.stack = 0; throw e     | handled         | NOTHING_TO_READ
          async | throw new RangeError('r')                          | RangeError      | r
          async | const e = new Error('x'); e.name = 'Ünlaut'; throw e | Ünlaut        | x
          sync  | callback('text')                                   | string          | text
          sync  | setInterval(() => {}, 60000); callback('at once')  | string          | at once
          sync  | callback(0)                                        | number          | 0
          async | return 10n                                         | Error           | Unable to stringify response body
          async | const a = []; a.push(a); return a                  | Error           | Unable to stringify response body
          async | return () => 1                                     | TypeError       | Wrong arguments
          async | return Symbol('s')                                 | TypeError       | Wrong arguments
          async | await new Promise(() => {})                        | Runtime.NodeJsExit | NEVER_SETTLED
          async | Promise.reject(); await new Promise(r => setTimeout(r, 9000)) | Runtime.UnhandledPromiseRejection | ``
          async | Promise.reject(null); await new Promise(r => setTimeout(r, 9000)) | Runtime.UnhandledPromiseRejection | null
          async | Promise.reject(new Error('x')); await new Promise(r => setTimeout(r, 9000)) | Runtime.UnhandledPromiseRejection | Error: x
          """)
  void nodeErrorHasTheTypeOfWhatWasThrown(String handler, String code, String type, String text) {
    var error = Calls.error(call(node(handler), code));

    String message =
        switch (text) {
          case "NOTHING_TO_READ" -> NOTHING_TO_READ;
          case "NEVER_SETTLED" -> NEVER_SETTLED;
          default -> text;
        };
    assertThat(error.path("errorType").asText()).isEqualTo(type);
    assertThat(error.path("errorMessage").asText()).isEqualTo(message);
  }

  @Test
  void nodeErrorThatIsNoErrorHasAnEmptyTrace() {
    FunctionSpec function = node("async");

    assertThat(Calls.error(call(function, "throw undefined")).toString())
        .isEqualTo("{\"errorType\":\"string\",\"errorMessage\":\"handled\",\"trace\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          index          | Runtime.MalformedHandlerName | Bad handler
          ../index.async | Runtime.MalformedHandlerName | '../index.async' is not a valid handler name. Use absolute paths when specifying root directories in handler names.
          index.nothing  | Runtime.HandlerNotFound      | index.nothing is undefined or not exported
          index.text     | Runtime.HandlerNotFound      | index.text is not a function
          index.none     | Runtime.HandlerNotFound      | index.none is undefined or not exported
          missing.h      | Runtime.ImportModuleError    | Error: Cannot find module 'missing'
          cjs.h          | Runtime.ImportModuleError    | Error: Cannot find module 'no-such-package'
          esm.h          | Error                        | Cannot find package 'no-such-package' imported from
          later.h        | Error                        | after loading began
          """)
  void nodeHandlerThatCannotBeLoaded(String handler, String type, String text) {
    assumeProgram("node");
    FunctionSpec function =
        TestFunction.named("load", RunnerContract.NODE, handler)
            .file("index.js", "exports.text = 'text'; exports.none = null;")
            .file("cjs.js", "require('no-such-package');")
            .file("esm.mjs", "import 'no-such-package';")
            .file(
                "later.mjs",
                "setImmediate(() => { throw new Error('after loading began'); });"
                    + " await new Promise((r) => setTimeout(r, 9000));")
            .spec();

    var error = Calls.error(call(function, ""));

    assertThat(error.path("errorType").asText()).isEqualTo(type);
    assertThat(error.path("errorMessage").asText()).startsWith(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          python3.13 | return                                  | null
          python3.13 | return (1, True, None, 1.5, 1e22)       | [1, true, null, 1.5, 1e+22]
          python3.13 | return {1: 2, 1.5: 3, None: 4, True: 5} | {"1": 5, "1.5": 3, "null": 4}
          python3.13 | return float("nan")                     | NaN
          python3.13 | return [float("inf"), float("-inf")]    | [Infinity, -Infinity]
          python3.13 | return Decimal("1.10")                  | 1.10
          python3.13 | return [Decimal("-NaN"), Decimal("1E3")] | [NaN, 1E+3]
          python3.13 | return Point(1, [Point(2, 3)])          | {"x": 1, "y": [{"x": 2, "y": 3}]}
          python3.13 | return Colour.RED                       | 3
          python3.13 | return b"raw \\xff"                      | raw \uFFFD
          python3.13 | return [b"caf\\xc3\\xa9"]                 | ["café"]
          python3.13 | return {b"k": b"v"}                     | {"k": "v"}
          python3.13 | return "é\\n"                            | "é\\n"
          python3.12 | return "é"                              | "é"
          python3.11 | return "é"                              | "\\u00e9"
          python3.13 | a = []; return [a, a]                   | [[], []]
          """)
  void pythonResultIsWhatSimplejsonMakes(String runtime, String code, String result) {
    assertThat(success(python(runtime), code)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          return {1}                  | Unable to marshal response: Object of type set is not JSON serializable
          return object               | Unable to marshal response: Object of type type is not JSON serializable
          return {(1, 2): 3}          | Unable to marshal response: keys must be str, int, float, bool or None, not tuple
          return [b"\\xff"]            | Unable to marshal response: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
          a = []; a.append(a); return a | Unable to marshal response: Circular reference detected
          """)
  void pythonResultThatIsNoJsonIsAMarshalError(String code, String message) {
    var error = Calls.error(call(python(RunnerContract.PYTHON), code));

    assertThat(error.path("errorType").asText()).isEqualTo("Runtime.MarshalError");
    assertThat(error.path("errorMessage").asText()).isEqualTo(message);
    assertThat(error.path("stackTrace").isEmpty()).isTrue();
  }

  @Test
  void pythonHandlerMayNotBeInABuiltInModule() {
    assumeProgram("python3");
    FunctionSpec function = TestFunction.named("sys", RunnerContract.PYTHON, "sys.exit").spec();

    var error = Calls.error(call(function, ""));

    assertThat(error.path("errorType").asText()).isEqualTo("Runtime.BuiltInModuleConflict");
    assertThat(error.path("errorMessage").asText())
        .isEqualTo("Cannot use built-in module sys as a handler module");
  }

  private static FunctionSpec node(String handler) {
    assumeProgram("node");
    return TestFunction.named("node-" + handler, RunnerContract.NODE, "index." + handler)
        .file("index.js", NODE_CODE)
        .spec();
  }

  private static FunctionSpec python(String runtime) {
    assumeProgram("python3");
    return TestFunction.named("python", runtime, "app.handler").file("app.py", PYTHON_CODE).spec();
  }

  private static void assumeProgram(String program) {
    boolean found = false;
    for (String folder : System.getenv("PATH").split(":", -1)) {
      found |= Files.isExecutable(Path.of(folder, program));
    }
    assumeThat(found).as(program + " is on the PATH").isTrue();
  }

  private Outcome call(FunctionSpec function, String code) {
    String event = "{\"code\":\"" + code.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    return new Calls(runner).call(function, event);
  }

  private String success(FunctionSpec function, String code) {
    Outcome outcome = call(function, code);
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    return new String(((Outcome.Success) outcome).payload(), StandardCharsets.UTF_8);
  }
}
