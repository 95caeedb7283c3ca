package dev.postern.runner.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.TestFunction;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEngineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"nodejs22.x, Node.js", "python3.13, Python 3"})
  void missingInterpreterIsNamed(String runtime, String product) throws Exception {
    FunctionSpec function = TestFunction.named("f", runtime, "a.b").spec();

    try (ProcessEngine engine = new ProcessEngine(folder.resolve("clients"), "/no/such/folder")) {
      assertThatThrownBy(() -> engine.prepare(function))
          .isInstanceOf(SandboxFailure.class)
          .hasMessageContaining(runtime)
          .hasMessageContaining(product)
          .hasMessageContaining("install it");
    }
  }

  @Test
  void otherRuntimesNeedDocker() throws Exception {
    FunctionSpec function = TestFunction.named("f", "java21", "a.B::c").spec();

    try (ProcessEngine engine = new ProcessEngine(folder.resolve("clients"), "/usr/bin")) {
      assertThatThrownBy(() -> engine.prepare(function))
          .isInstanceOf(SandboxFailure.class)
          .hasMessage(
              "runtime java21 needs a Docker engine; plain processes run nodejs*, python* and"
                  + " provided* only");
    }
  }

  @Test
  void clientsAreRemovedOnClose() throws Exception {
    Path clients = folder.resolve("clients");

    ProcessEngine engine = new ProcessEngine(clients, "/usr/bin");
    assertThat(clients.resolve("node-runtime.js")).exists();
    engine.close();

    assertThat(clients).doesNotExist();
  }
}
