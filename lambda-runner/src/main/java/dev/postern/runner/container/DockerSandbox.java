package dev.postern.runner.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One container. Its output is attached before it starts, so that none is lost. */
final class DockerSandbox implements Sandbox {
  /** Exit status of Postern's start script for {@code provided} if there is no bootstrap. */
  static final int NO_BOOTSTRAP = 193;

  private static final Logger LOG = System.getLogger(DockerSandbox.class.getName());
  private static final int KILLED = 137;

  private final DockerClient docker;
  private final String id;
  private final SandboxPlan plan;
  private final Executor threads;
  private final Consumer<DockerSandbox> whenGone;
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();
  private final AtomicBoolean measuring = new AtomicBoolean();
  private volatile int memoryMegabytes;

  DockerSandbox(
      DockerClient docker,
      String id,
      SandboxPlan plan,
      Executor threads,
      Consumer<DockerSandbox> whenGone) {
    this.docker = docker;
    this.id = id;
    this.plan = plan;
    this.threads = threads;
    this.whenGone = whenGone;
  }

  void start() {
    Attachment attachment = new Attachment();
    docker
        .attachContainerCmd(id)
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(attachment);
    attachment.awaitStarted();
    docker.startContainerCmd(id).exec();
  }

  /** Output of the container. Its end is the first sign that the container has ended. */
  private final class Attachment implements ResultCallback<Frame> {
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    void awaitStarted() {
      started.join();
    }

    @Override
    public void onStart(Closeable stream) {
      started.complete(null);
    }

    @Override
    public void onNext(Frame frame) {
      byte[] bytes = frame.getPayload();
      plan.output().bytes(bytes, 0, bytes.length);
    }

    @Override
    public void onError(Throwable failure) {
      LOG.log(Level.DEBUG, "output broke: container={0} reason={1}", id, failure);
      started.completeExceptionally(failure);
      ended();
    }

    @Override
    public void onComplete() {
      ended();
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }

  private void ended() {
    if (!exit.isDone()) {
      exit.complete(readExit());
    }
  }

  private Exit readExit() {
    try {
      WaitResponse end = docker.waitContainerCmd(id).exec(new LastItem<WaitResponse>()).await();
      int status = end == null ? KILLED : end.getStatusCode();
      ContainerState state = docker.inspectContainerCmd(id).exec().getState();
      if (Boolean.TRUE.equals(state.getOOMKilled())) {
        return new Exit.Signal(9);
      }
      return status == NO_BOOTSTRAP
          ? Exit.InvalidEntrypoint.noBootstrap()
          : Exit.ofShellStatus(status);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "exit unknown: container={0} reason={1}", id, e);
      return Exit.ofShellStatus(KILLED);
    }
  }

  @Override
  public CompletionStage<Exit> exit() {
    return exit;
  }

  @Override
  public void kill() {
    exit.complete(Exit.ofShellStatus(KILLED));
    remove(docker, id);
    whenGone.accept(this);
  }

  /** Removes a container, running or not; ignores one that is gone or being removed. */
  static void remove(DockerClient docker, String id) {
    try {
      docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException | ConflictException e) {
      LOG.log(Level.DEBUG, "already removed: container={0} reason={1}", id, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "left behind: container={0} reason={1}", id, e.getMessage());
    }
  }

  @Override
  public int memoryMegabytes() {
    if (!exit.isDone() && measuring.compareAndSet(false, true)) {
      threads.execute(this::measure);
    }
    return memoryMegabytes;
  }

  private void measure() {
    try {
      Statistics statistics =
          docker.statsCmd(id).withNoStream(true).exec(new LastItem<Statistics>()).await();
      MemoryStatsConfig memory = statistics == null ? null : statistics.getMemoryStats();
      if (memory != null) {
        Long bytes = memory.getMaxUsage() != null ? memory.getMaxUsage() : memory.getUsage();
        int megabytes = bytes == null ? 0 : (int) Math.ceilDiv(bytes, 1L << 20);
        memoryMegabytes = Math.max(memoryMegabytes, megabytes);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "no statistics: container={0} reason={1}", id, e);
    } finally {
      measuring.set(false);
    }
  }
}
