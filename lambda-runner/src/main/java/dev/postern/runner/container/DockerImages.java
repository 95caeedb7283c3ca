package dev.postern.runner.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Images of the engine. Concurrent pulls of the same image are one pull. */
final class DockerImages {
  private static final Logger LOG = System.getLogger(DockerImages.class.getName());

  private final DockerClient docker;
  private final Map<String, CompletableFuture<Void>> pulls = new ConcurrentHashMap<>();

  DockerImages(DockerClient docker) {
    this.docker = docker;
  }

  /** Returns whether the engine has the image. */
  boolean has(String image) {
    try {
      docker.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /**
   * Pulls the image, or waits for a pull that is in progress.
   *
   * @param platform such as {@code linux/arm64}, or null for the engine's own
   * @param setting name of the setting by which the user can choose another image
   * @throws SandboxFailure if the pull fails
   */
  void pull(String image, @Nullable String platform, String setting) throws SandboxFailure {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = pulls.putIfAbsent(image, mine);
    if (other == null) {
      run(image, platform, mine);
      pulls.remove(image, mine);
    }
    try {
      (other == null ? mine : other).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SandboxFailure(
          "image "
              + image
              + " is not on this machine and cannot be pulled ("
              + firstLine(cause)
              + "): pull it by hand, or set "
              + setting,
          cause);
    }
  }

  private void run(String image, @Nullable String platform, CompletableFuture<Void> result) {
    LOG.log(Level.INFO, "pulling image={0}", image);
    PullImageCmd command = docker.pullImageCmd(image);
    if (platform != null) {
      command.withPlatform(platform);
    }
    try {
      PullResponseItem last = command.exec(new LastItem<PullResponseItem>()).await();
      if (last == null || !last.isPullSuccessIndicated()) {
        result.completeExceptionally(new IllegalStateException(reason(last)));
        return;
      }
      LOG.log(Level.INFO, "pulled image={0}", image);
      result.complete(null);
    } catch (CompletionException e) {
      result.completeExceptionally(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private static String reason(@Nullable PullResponseItem last) {
    if (last == null) {
      return "the engine says nothing";
    }
    ResponseItem.ErrorDetail detail = last.getErrorDetail();
    return String.valueOf(detail == null ? last.getStatus() : detail.getMessage());
  }

  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
