package dev.postern.runner.container;

import dev.postern.runner.FunctionSpec;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Engine that runs functions as processes of this machine: {@code node} or {@code python3} with
 * Postern's Runtime API client, or the package's own {@code bootstrap}. Without memory limit and
 * isolation. The code has a path of this machine; only logs and errors show {@code /var/task}.
 */
public final class ProcessEngine implements SandboxEngine {
  private static final Logger LOG = System.getLogger(ProcessEngine.class.getName());
  private static final List<String> CLIENTS = List.of("node-runtime.js", "python-runtime.py");

  private final Path clients;
  private final String searchPath;
  private final Interpreters interpreters;
  private final @Nullable Path setsid;
  private final Set<ProcessSandbox> running = ConcurrentHashMap.newKeySet();

  /**
   * Writes the Runtime API clients.
   *
   * @param folder used by this engine only; removed by {@link #close}
   * @param searchPath folders of programs, in the form of the variable {@code PATH}
   * @throws SandboxFailure if the folder cannot be written to
   */
  public ProcessEngine(Path folder, String searchPath) throws SandboxFailure {
    this.clients = folder;
    this.searchPath = searchPath;
    this.interpreters = new Interpreters(searchPath);
    this.setsid = interpreters.program("setsid").orElse(null);
    writeClients();
  }

  private void writeClients() throws SandboxFailure {
    try {
      Files.createDirectories(clients);
      for (String name : CLIENTS) {
        try (InputStream in = ProcessEngine.class.getResourceAsStream(name)) {
          if (in == null) {
            throw new IllegalStateException("resource " + name + " is missing");
          }
          Files.copy(in, clients.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new SandboxFailure("cannot write to " + clients + ": " + e, e);
    }
  }

  @Override
  public boolean takesArchive() {
    return false;
  }

  @Override
  public HostAddress address() {
    return new HostAddress("127.0.0.1", "127.0.0.1");
  }

  @Override
  public void prepare(FunctionSpec function) throws SandboxFailure {
    String runtime = runtimeOf(function);
    if (!runtime.startsWith("provided")) {
      interpreterCommand(runtime);
    }
  }

  @Override
  public Sandbox start(SandboxPlan plan) throws SandboxFailure {
    String runtime = runtimeOf(plan.function());
    Path code = plan.code();
    if (code == null) {
      throw new SandboxFailure("plain processes run zip packages only");
    }
    List<String> command = new ArrayList<>();
    if (setsid != null) {
      command.add(setsid.toString());
    }
    if (runtime.startsWith("provided")) {
      Path bootstrap = code.resolve("bootstrap");
      if (!Files.isRegularFile(bootstrap)) {
        return new NeverStarted(Exit.InvalidEntrypoint.noBootstrap());
      }
      if (!Files.isExecutable(bootstrap)) {
        return new NeverStarted(
            new Exit.InvalidEntrypoint("fork/exec /var/task/bootstrap: permission denied"));
      }
      command.add(bootstrap.toString());
    } else {
      command.addAll(interpreterCommand(runtime));
    }
    return run(plan, code, command);
  }

  private Sandbox run(SandboxPlan plan, Path code, List<String> command) throws SandboxFailure {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(code.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", searchPath);
    environment.putAll(plan.variables());
    environment.put("AWS_LAMBDA_RUNTIME_API", plan.runtimeApi());
    environment.put("LAMBDA_TASK_ROOT", code.toString());
    environment.put("LAMBDA_RUNTIME_DIR", clients.toString());
    try {
      ProcessSandbox sandbox =
          new ProcessSandbox(builder.start(), setsid != null, plan, running::remove);
      running.add(sandbox);
      sandbox.follow();
      return sandbox;
    } catch (IOException e) {
      throw new SandboxFailure("cannot start " + command.getLast() + ": " + e.getMessage(), e);
    }
  }

  private List<String> interpreterCommand(String runtime) throws SandboxFailure {
    if (runtime.startsWith("nodejs")) {
      return List.of(
          interpreters.node(runtime).toString(), clients.resolve("node-runtime.js").toString());
    }
    return List.of(
        interpreters.python(runtime).toString(), clients.resolve("python-runtime.py").toString());
  }

  private static String runtimeOf(FunctionSpec function) throws SandboxFailure {
    String runtime = function.runtime();
    if (runtime == null) {
      throw new SandboxFailure(
          "function "
              + function.name()
              + " is a container image, which needs a Docker engine: none is in use");
    }
    if (runtime.startsWith("nodejs")
        || runtime.startsWith("python")
        || runtime.startsWith("provided")) {
      return runtime;
    }
    throw new SandboxFailure(
        "runtime "
            + runtime
            + " needs a Docker engine; plain processes run nodejs*, python* and provided* only");
  }

  /** Shows the code and the Runtime API clients where AWS has them. */
  @Override
  public ShownPaths shownPaths(@Nullable Path code) {
    ShownPaths shown = ShownPaths.AS_THEY_ARE.with(clients, "/var/runtime");
    return code == null ? shown : shown.with(code, "/var/task");
  }

  @Override
  public void close() {
    running.forEach(ProcessSandbox::kill);
    try {
      for (String name : CLIENTS) {
        Files.deleteIfExists(clients.resolve(name));
      }
      Files.deleteIfExists(clients);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "left behind: folder={0} reason={1}", clients, e);
    }
  }
}
