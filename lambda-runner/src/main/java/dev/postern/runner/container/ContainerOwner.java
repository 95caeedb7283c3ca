package dev.postern.runner.container;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The process that started a container. Stored in the container's labels, precisely enough to find
 * out later whether the process is still alive.
 *
 * @param instance id of the runner
 * @param host host name and process id namespace, within which the process id is valid
 */
record ContainerOwner(String instance, String host, long pid, String started) {
  static final String INSTANCE = "dev.postern.instance";
  static final String HOST = "dev.postern.owner.host";
  private static final String PID = "dev.postern.owner.pid";
  private static final String STARTED = "dev.postern.owner.started";

  /** Returns the owner that describes this process. */
  static ContainerOwner self(String instance) {
    ProcessHandle self = ProcessHandle.current();
    return new ContainerOwner(instance, thisHost(), self.pid(), started(self));
  }

  Map<String, String> labels() {
    return Map.of(INSTANCE, instance, HOST, host, PID, Long.toString(pid), STARTED, started);
  }

  /** Returns the owner in the labels, or empty if they are incomplete or malformed. */
  static Optional<ContainerOwner> of(Map<String, String> labels) {
    String instance = labels.get(INSTANCE);
    String host = labels.get(HOST);
    String pid = labels.get(PID);
    String started = labels.get(STARTED);
    if (instance == null || host == null || pid == null || started == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ContainerOwner(instance, host, Long.parseLong(pid), started));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the process ran on this host and is gone. */
  boolean isDead(String here) {
    return host.equals(here)
        && ProcessHandle.of(pid).filter(p -> p.isAlive() && started(p).equals(started)).isEmpty();
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  private static String thisHost() {
    return hostName() + " " + processSpace();
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      return nameFromNetwork();
    }
  }

  private static String nameFromNetwork() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException unnamed) {
      return "localhost";
    }
  }

  /**
   * Returns the process id namespace. Containers on the host's network share only the host name.
   */
  private static String processSpace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException notLinux) {
      return "pid";
    }
  }
}
