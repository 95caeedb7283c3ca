package dev.postern.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The contract with plain processes. */
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

  @Override
  void assertNothingLeft() {
    assertThat(ProcessHandle.current().children())
        .filteredOn(child -> child.info().commandLine().orElse("").contains("closing"))
        .isEmpty();
  }
}
