package dev.postern.bench;

import dev.postern.runner.FunctionSpec;
import dev.postern.runner.FunctionSpec.CodePackage.Zip;
import dev.postern.runner.RunnerSettings;
import dev.postern.runner.code.CodeForm;
import dev.postern.runner.code.CodeStore;
import dev.postern.runner.container.DockerEngine;
import dev.postern.runner.container.DockerProbe;
import dev.postern.runner.container.HostAddress;
import dev.postern.runner.container.ProcessEngine;
import dev.postern.runner.container.Sandbox;
import dev.postern.runner.container.SandboxEngine;
import dev.postern.runner.container.SandboxPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Starts the very sandboxes that Postern starts, by its engines; what is plain is how they get
 * their work.
 */
final class RawSandboxes implements AutoCloseable {
  private final SandboxEngine engine;
  private final CodeStore store;
  private final FunctionSpec function;
  private final Path code;
  private final HostAddress address;

  private RawSandboxes(
      SandboxEngine engine,
      CodeStore store,
      FunctionSpec function,
      Path code,
      HostAddress address) {
    this.engine = engine;
    this.store = store;
    this.function = function;
    this.code = code;
    this.address = address;
  }

  /**
   * Makes an engine.
   *
   * @param docker whether containers are wanted, rather than processes
   * @param folder that whoever starts the server removes
   * @param threads for what the engine does aside
   */
  static RawSandboxes open(boolean docker, Path folder, Executor threads) throws Exception {
    byte[] zip = PetsFunction.zip();
    FunctionSpec function = function(new Zip(zip, UUID.nameUUIDFromBytes(zip).toString()));
    SandboxEngine engine =
        docker
            ? new DockerEngine(
                DockerProbe.host(null, System.getenv("DOCKER_HOST")),
                UUID.randomUUID().toString(),
                settings(folder),
                threads)
            : new ProcessEngine(folder.resolve("clients"), variable("PATH", "/usr/bin:/bin"));
    engine.prepare(function);
    CodeStore store = new CodeStore(folder.resolve("code"));
    CodeForm form = engine.takesArchive() ? CodeForm.ARCHIVE : CodeForm.FOLDER;
    Path code = store.acquire((Zip) function.code(), form).path();
    return new RawSandboxes(engine, store, function, code, engine.address());
  }

  private static FunctionSpec function(Zip zip) {
    return new FunctionSpec(
        "arn:aws:lambda:us-east-1:000000000000:function:raw",
        "raw",
        "$LATEST",
        "1",
        "nodejs22.x",
        "index.handler",
        zip,
        Map.of(),
        Duration.ofSeconds(10),
        128,
        System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64",
        "us-east-1",
        "000000000000",
        null);
  }

  /** Images by the variables that Postern reads. */
  private static RunnerSettings settings(Path folder) {
    Map<String, String> images = new HashMap<>();
    for (String pair : variable("POSTERN_LAMBDA_IMAGES", "").split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        images.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    RunnerSettings defaults = RunnerSettings.defaults(folder);
    return defaults.withImages(
        images, variable("POSTERN_LAMBDA_IMAGE_PREFIX", defaults.imagePrefix()));
  }

  private static String variable(String name, String standard) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? standard : value;
  }

  /** How sandboxes reach this process. */
  HostAddress address() {
    return address;
  }

  /**
   * Starts one; blocks until its process runs.
   *
   * @param runtimeApi host and port where it asks for work
   */
  Sandbox start(String runtimeApi) throws Exception {
    Map<String, String> variables =
        Map.of(
            "_HANDLER", function.handler(),
            "AWS_REGION", function.region(),
            "AWS_LAMBDA_FUNCTION_NAME", function.name(),
            "AWS_LAMBDA_FUNCTION_VERSION", function.version(),
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
    String id = UUID.randomUUID().toString().replace("-", "");
    return engine.start(
        new SandboxPlan(id, function, code, variables, runtimeApi, (buffer, offset, length) -> {}));
  }

  @Override
  public void close() {
    engine.close();
    store.close();
  }
}
