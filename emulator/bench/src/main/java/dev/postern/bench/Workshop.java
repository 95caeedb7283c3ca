package dev.postern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Starts servers in processes of their own, and ends them all with the run. */
final class Workshop implements AutoCloseable {
  private final Options options;
  private final Path folder;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A workshop that is closed at the end of this process, if not before.
   *
   * @param folder for logs and code; removed by {@link #close}
   */
  Workshop(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /**
   * A server that answers.
   *
   * @param startMillis from the start of its process to its first answer
   */
  record Server(Child process, int port, double startMillis) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /**
   * Postern, started as users start it.
   *
   * @param settings beside the port, such as {@code POSTERN_LIMITS}
   */
  Server postern(String name, Map<String, String> settings) throws IOException {
    int port = freePort();
    Map<String, String> environment = new TreeMap<>(settings);
    environment.put("POSTERN_PORT", Integer.toString(port));
    environment.put("POSTERN_TLS_PORT", "off");
    environment.put("POSTERN_LOG", "warning");
    List<String> command = List.of(options.root().resolve("scripts/start").toString());
    return answering(name, command, environment, port, "/_postern/health");
  }

  /** A backend for HTTP integrations. */
  Server backend() throws IOException {
    return raw("backend", "/pets", Map.of(), 1);
  }

  /** A plain Vert.x server that renders the templates of the measured MOCKs. */
  Server rawMock(int loops) throws IOException {
    return raw("mock", "/mock?name=x", Map.of(), loops);
  }

  /** A plain Vert.x reverse proxy. */
  Server rawProxy(int loops, Server backend) throws IOException {
    return raw("proxy", "/pets", Map.of(), loops, Integer.toString(backend.port()));
  }

  /** The warm and cold sandboxes of {@link RawLambda}, with Postern's own settings of images. */
  Server rawLambda(int loops, String engine, Map<String, String> settings) throws IOException {
    Path sandboxes = Files.createTempDirectory(folder, "sandboxes-");
    return raw("lambda", "/", settings, loops, engine, sandboxes.toString());
  }

  private Server raw(
      String kind, String path, Map<String, String> environment, int loops, String... arguments)
      throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options.jvm());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(RawServer.class.getName(), kind, Integer.toString(port), Integer.toString(loops)));
    command.addAll(List.of(arguments));
    return answering("raw-%s-%d".formatted(kind, loops), command, environment, port, path);
  }

  private Server answering(
      String name, List<String> command, Map<String, String> environment, int port, String path)
      throws IOException {
    Child child = Child.start(name, command, environment, folder.resolve(name + ".log"));
    children.add(child);
    if (closed.get()) {
      child.close();
    }
    return new Server(child, port, child.awaitAnswer(port, path));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Ends what still runs, the latest first, and removes the folder. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    children.reversed().forEach(Child::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
