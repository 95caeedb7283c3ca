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

/** Finds programs of this machine; logs an interpreter's version when it is first used. */
final class Interpreters {
  private static final Logger LOG = System.getLogger(Interpreters.class.getName());

  private final List<Path> folders;
  private final Map<String, Path> found = new ConcurrentHashMap<>();

  /**
   * Searches a list of folders.
   *
   * @param searchPath as in the variable {@code PATH}
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
   * Answers the machine's Node.
   *
   * @throws SandboxFailure when there is none
   */
  Path node(String runtime) throws SandboxFailure {
    String question = "process.stdout.write(process.execPath + '\\n' + process.version)";
    return interpreter(runtime, List.of("node", "nodejs"), "-e", question, "Node.js");
  }

  /**
   * Answers the Python that the runtime names, or else the machine's usual one.
   *
   * @throws SandboxFailure when there is none
   */
  Path python(String runtime) throws SandboxFailure {
    String question = "import sys; print(sys.executable); print(sys.version.split()[0])";
    return interpreter(runtime, List.of(runtime, "python3"), "-c", question, "Python 3");
  }

  /** Answers a program of the search path. */
  Optional<Path> program(String name) {
    return folders.stream().map(f -> f.resolve(name)).filter(Files::isExecutable).findFirst();
  }

  private Path interpreter(
      String runtime, List<String> names, String flag, String question, String product)
      throws SandboxFailure {
    for (String name : names) {
      Path known = found.get(name);
      if (known != null) {
        return known;
      }
      Optional<Path> program = program(name);
      if (program.isPresent()) {
        Path real = real(program.get(), flag, question, product);
        found.put(name, real);
        return real;
      }
    }
    throw new SandboxFailure(
        "runtime "
            + runtime
            + " needs "
            + product
            + ", and "
            + names.getLast()
            + " is not on the PATH: install it, or a Docker engine");
  }

  /** Asks the program which file it is: what the path names may be a version manager's script. */
  private static Path real(Path program, String flag, String question, String product)
      throws SandboxFailure {
    try {
      Process process = new ProcessBuilder(program.toString(), flag, question).start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new SandboxFailure(program + " does not run: it ended with " + process.exitValue());
      }
      List<String> lines = answer.lines().toList();
      LOG.log(
          Level.INFO, "functions run by {0} {1}: {2}", product, lines.getLast(), lines.getFirst());
      return Path.of(lines.getFirst());
    } catch (IOException e) {
      throw new SandboxFailure(program + " does not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("interrupted while asking " + program, e);
    }
  }
}
