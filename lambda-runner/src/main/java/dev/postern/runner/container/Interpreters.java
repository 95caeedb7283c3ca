package dev.postern.runner.container;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Programs of this machine. Logs the version of an interpreter at its first use. */
final class Interpreters {
  private static final Logger LOG = System.getLogger(Interpreters.class.getName());

  private final List<Path> folders;
  private final Map<String, Path> found = new ConcurrentHashMap<>();

  /**
   * Creates the set of programs in a list of folders.
   *
   * @param searchPath in the form of the variable {@code PATH}
   */
  Interpreters(String searchPath) {
    List<Path> list = new ArrayList<>();
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      if (!folder.isBlank()) {
        list.add(Path.of(folder));
      }
    }
    folders = List.copyOf(list);
  }

  /**
   * Returns the machine's Node.
   *
   * @throws SandboxFailure if there is none
   */
  Path node(String runtime) throws SandboxFailure {
    String question = "process.stdout.write(process.execPath + '\\n' + process.version)";
    return interpreter(runtime, List.of("node", "nodejs"), "-e", question, "Node.js");
  }

  /**
   * Returns the Python version that the runtime names, or the machine's default if it is missing.
   *
   * @throws SandboxFailure if there is none
   */
  Path python(String runtime) throws SandboxFailure {
    String question = "import sys; print(sys.executable); print(sys.version.split()[0])";
    return interpreter(runtime, List.of(runtime, "python3"), "-c", question, "Python 3");
  }

  /** Returns a program of the search path. */
  Optional<Path> program(String name) {
    return folders.stream().map(f -> f.resolve(name)).filter(Files::isExecutable).findFirst();
  }

  private Path interpreter(
      String runtime, List<String> names, String flag, String question, String product)
      throws SandboxFailure {
    List<String> broken = new ArrayList<>();
    for (String name : names) {
      Path known = found.get(name);
      if (known != null) {
        return known;
      }
      Optional<Path> program = program(name);
      if (program.isPresent()) {
        Answer answer = ask(program.get(), flag, question);
        if (answer.problem() == null) {
          LOG.log(
              Level.INFO,
              "functions run by {0} {1}: {2}",
              product,
              answer.version(),
              answer.executable());
          found.put(name, Path.of(answer.executable()));
          return Path.of(answer.executable());
        }
        broken.add(program.get() + " " + answer.problem());
      }
    }
    String reason =
        broken.isEmpty() ? names.getLast() + " is not on the PATH" : String.join(", ", broken);
    throw new SandboxFailure(
        "runtime "
            + runtime
            + " needs "
            + product
            + ", and "
            + reason
            + ": install it, or a Docker engine");
  }

  /**
   * Answer of a program to a query of its own path and version.
   *
   * @param problem why the query failed, or null
   */
  private record Answer(String executable, String version, @Nullable String problem) {}

  /**
   * Asks the program for its own path, because the search path may contain a script of a version
   * manager.
   */
  private static Answer ask(Path program, String flag, String question) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), flag, question)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      int status = process.waitFor();
      return status == 0 && lines.size() == 2
          ? new Answer(lines.getFirst(), lines.getLast(), null)
          : new Answer("", "", "ends with status " + status);
    } catch (IOException e) {
      return new Answer("", "", "does not run (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer("", "", "was interrupted");
    }
  }
}
