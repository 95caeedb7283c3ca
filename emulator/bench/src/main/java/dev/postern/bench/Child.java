package dev.postern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that was started for the run, and ends with it. */
final class Child implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_NANOS = 1_000_000;

  private final String name;
  private final Process process;
  private final Path log;
  private final long startedAt;

  private Child(String name, Process process, Path log, long startedAt) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.startedAt = startedAt;
  }

  /**
   * Starts a program.
   *
   * @param environment variables beside those of this process
   * @param log file for its output
   */
  static Child start(String name, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long startedAt = System.nanoTime();
    return new Child(name, builder.start(), log, startedAt);
  }

  /**
   * Waits until it answers 200 on the path.
   *
   * @return milliseconds from its start to the end of that answer's first line
   * @throws IOException when it ends before, or never answers; with what it printed
   */
  double awaitAnswer(int port, String path) throws IOException {
    long deadline = startedAt + PATIENCE.toNanos();
    while (!answers(port, path)) {
      if (!process.isAlive()) {
        throw new IOException(name + " has ended: " + printed());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(name + " does not answer: " + printed());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return (System.nanoTime() - startedAt) / 1e6;
  }

  private static boolean answers(int port, String path) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n".formatted(path, port);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
    } catch (ConnectException _) {
      return false;
    }
  }

  /** Resident memory in MiB; from {@code ps} where there is no {@code /proc}. */
  double residentMebibytes() throws IOException, InterruptedException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status, StandardCharsets.UTF_8)) {
        if (line.startsWith("VmRSS:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1_024;
        }
      }
    }
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
    String kibibytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ps.waitFor() != 0) {
      throw new IOException(name + " has ended: " + printed());
    }
    return Double.parseDouble(kibibytes.strip()) / 1_024;
  }

  /** What it has computed so far; with all its threads. */
  double cpuMillis() {
    return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1e6).orElse(Double.NaN);
  }

  private String printed() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, waits, and ends it with all its children if it does not. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
