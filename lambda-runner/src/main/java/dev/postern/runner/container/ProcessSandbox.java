package dev.postern.runner.container;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One process with its children, in its own process group if the machine supports that. */
final class ProcessSandbox implements Sandbox {
  private static final Logger LOG = System.getLogger(ProcessSandbox.class.getName());
  private static final long DRAIN_MILLIS = 200;

  private final Process process;
  private final boolean ownGroup;
  private final SandboxPlan plan;
  private final Consumer<ProcessSandbox> whenGone;
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  /**
   * Wraps a process; {@link #follow} must be called once.
   *
   * @param ownGroup whether the process leads a group, whose id is then its process id
   */
  ProcessSandbox(
      Process process, boolean ownGroup, SandboxPlan plan, Consumer<ProcessSandbox> whenGone) {
    this.process = process;
    this.ownGroup = ownGroup;
    this.plan = plan;
    this.whenGone = whenGone;
  }

  /**
   * Reads the output until the process ends, and then completes {@link #exit}. Children that keep
   * the output open do not delay this.
   */
  void follow() {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("lambda-output-" + plan.function().name())
        .start(() -> pump(drained));
    var _ =
        process
            .onExit()
            .thenCompose(
                ended -> drained.completeOnTimeout(null, DRAIN_MILLIS, TimeUnit.MILLISECONDS))
            .whenComplete((nothing, failure) -> {
              exit.complete(Exit.ofShellStatus(process.exitValue()));
              endChildren();
              whenGone.accept(this);
              gone.complete(null);
            });
  }

  private void pump(CompletableFuture<Void> drained) {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        plan.output().bytes(buffer, 0, count);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "output ended: function={0} reason={1}", plan.function().name(), e);
    } finally {
      drained.complete(null);
    }
  }

  @Override
  public CompletionStage<Exit> exit() {
    return exit;
  }

  @Override
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    gone.join();
  }

  /** Kills the process group, because it includes children that left the process tree. */
  private void endChildren() {
    if (!ownGroup) {
      return;
    }
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -9 \"$1\"", "sh", "-" + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "children may survive: group={0} reason={1}", process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int memoryMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          String kilobytes = line.substring(6).replace("kB", "").strip();
          return (int) Math.ceilDiv(Long.parseLong(kilobytes), 1024);
        }
      }
      return 0;
    } catch (IOException e) {
      return 0; // not Linux, or the process is gone
    }
  }
}
