package dev.postern.control.sdkgen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.error.SdkErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs openapi-generator in a separate JVM, so that it does not burden this one. Limits the number
 * of concurrent runs, and the time and memory of each. Deletes the temporary folder of each run.
 */
final class GeneratorProcess implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("postern.sdkgen");

  private static final int MAX_CONCURRENT_RUNS = 2;
  private static final int MAX_REASON_LENGTH = 300;
  private static final int MAX_LOGGED_LENGTH = 5000;
  private static final Set<String> GENERATOR_FILES =
      Set.of(
          ".github",
          ".gitlab-ci.yml",
          ".openapi-generator",
          ".openapi-generator-ignore",
          ".travis.yml",
          "git_push.sh");

  private final Path jar;
  private final Path workFolder;
  private final Duration timeout;
  private final Semaphore permits = new Semaphore(MAX_CONCURRENT_RUNS);
  private final Set<Run> running = ConcurrentHashMap.newKeySet();

  /**
   * Creates the runner. Does not access files yet.
   *
   * @param workFolder parent of the folders of runs; created if absent
   * @param timeout maximum time to wait for a permit, and maximum time of a run
   */
  GeneratorProcess(Path jar, Path workFolder, Duration timeout) {
    this.jar = jar;
    this.workFolder = workFolder.toAbsolutePath();
    this.timeout = timeout;
  }

  private record Run(Process process, Path folder) {}

  /**
   * Returns the generated files by path. Blocks until the run has ended.
   *
   * @throws dev.postern.aws.error.AwsException 400 if the generator fails or times out, 429 if too
   *     many runs are active, 501 if it is not installed
   */
  SortedMap<String, byte[]> generate(Platform platform, GeneratorJob job, ObjectNode definition) {
    if (!Files.isRegularFile(jar)) {
      throw SdkErrors.generatorMissing(platform.id(), jar.toString());
    }
    try {
      if (!permits.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw SdkErrors.generatorBusy();
      }
      try {
        return inFolder(platform, job, definition);
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an SDK was generated", e);
    } catch (IOException e) {
      throw new UncheckedIOException("an SDK could not be generated", e);
    }
  }

  /** Kills all runs and removes their folders. */
  @Override
  public void close() {
    for (Run run : running) {
      run.process().destroyForcibly().onExit().join();
      remove(run.folder());
    }
  }

  private SortedMap<String, byte[]> inFolder(
      Platform platform, GeneratorJob job, ObjectNode definition)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Files.createDirectories(workFolder), "sdk-");
    try {
      ObjectNode options = JsonNodeFactory.instance.objectNode();
      job.options().forEach(options::put);
      Files.writeString(folder.resolve("openapi.json"), definition.toString());
      Files.writeString(folder.resolve("options.json"), options.toString());
      Path log = folder.resolve("log");
      Process process =
          new ProcessBuilder(command(job, folder))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Run run = new Run(process, folder);
      running.add(run);
      try {
        await(platform, process, log);
      } finally {
        process.destroyForcibly();
        running.remove(run);
      }
      return files(folder.resolve("out"), job);
    } finally {
      remove(folder);
    }
  }

  private List<String> command(GeneratorJob job, Path folder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + folder,
        "-jar",
        jar.toAbsolutePath().toString(),
        "generate",
        "-g",
        job.generator(),
        "-i",
        "openapi.json",
        "-c",
        "options.json",
        "-o",
        "out",
        "--api-name-suffix",
        job.clientSuffix(),
        "--skip-validate-spec",
        "--global-property",
        "apiTests=false,modelTests=false");
  }

  private void await(Platform platform, Process process, Path log)
      throws IOException, InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw SdkErrors.cannotGenerate(
          platform.id(), "it took longer than %d seconds".formatted(timeout.toSeconds()));
    }
    if (process.exitValue() != 0) {
      String output = new String(Files.readAllBytes(log), UTF_8);
      String end = output.substring(Math.max(0, output.length() - MAX_LOGGED_LENGTH));
      LOG.log(Level.WARNING, "event=sdk-generator-failed platform=" + platform.id() + "\n" + end);
      throw SdkErrors.cannotGenerate(platform.id(), reason(output));
    }
  }

  /** Returns the line of the output with the exception. */
  private static String reason(String output) {
    String reason =
        output
            .lines()
            .filter(line -> line.contains("Exception") || line.contains("Error"))
            .findFirst()
            .orElse("the generator failed")
            .replace("Exception in thread \"main\" ", "")
            .strip();
    return reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH));
  }

  private static SortedMap<String, byte[]> files(Path folder, GeneratorJob job) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path path = folder.relativize(file);
        String top = path.getName(0).toString();
        if (!GENERATOR_FILES.contains(top) && !job.excluded().contains(top)) {
          files.put(path.toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException _) {
      return; // removed by close()
    } catch (IOException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "event=sdk-folder-left folder=" + folder, e);
    }
  }
}
