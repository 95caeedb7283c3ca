package dev.postern.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract for plain processes. */
class ProcessRunnerIT extends RunnerContract {
  @Override
  RunnerSettings settings(Path workFolder) {
    return RunnerSettings.defaults(workFolder)
        .withEngine(RunnerSettings.Engine.PROCESS)
        .withEnvironment(Map.of("AWS_ENDPOINT_URL", "http://{host}:4566"));
  }

  @Override
  void assumeRuntime(String runtime) {
    String program = runtime.startsWith("nodejs") ? "node" : "python3";
    assume(isOnPath(program), program);
  }

  private static boolean isOnPath(String program) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void childrenEndWithTheSandbox() throws Exception {
    assumeRuntime(NODE);
    FunctionSpec function =
        TestFunction.named("parent", NODE, "index.handler")
            .file(
                "index.js",
                """
                const { spawn } = require('node:child_process');
                exports.handler = async (event) => {
                  if (event.exit) process.exit(0);
                  return spawn('sleep', ['600'], { stdio: 'inherit' }).pid;
                };
                """)
            .spec();
    ProcessHandle child = ProcessHandle.of(calls().result(function, "{}").asLong()).orElseThrow();

    calls().call(function, "{\"exit\":true}");

    assertThat(child.onExit().get(5, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Override
  int slowStartMillis() {
    return 1_500;
  }

  @Override
  void assertNothingLeft() {
    assertThat(ProcessHandle.current().children())
        .filteredOn(child -> child.info().commandLine().orElse("").contains("closing"))
        .isEmpty();
  }
}
