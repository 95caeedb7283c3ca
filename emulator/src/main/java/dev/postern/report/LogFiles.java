package dev.postern.report;

import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Appends logs to files of a folder, one a group: {@code {account}/{region}/{group, slashes as
 * underscores}.log}. Further lines of an event begin with a tab. One thread writes; when it cannot
 * keep up, events are dropped and counted.
 */
public final class LogFiles implements LogSink, AutoCloseable {
  private static final System.Logger LOG = System.getLogger("postern.report");
  private static final int MOST_WAITING = 100_000;
  private static final int MOST_OPEN = 64;

  private final Path folder;
  private final BlockingQueue<Batch> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Map<LogGroup, Writer> open = new HashMap<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Events of one group; the one without group ends the writing. */
  private record Batch(Optional<LogGroup> group, List<LogEvent> events) {}

  /**
   * Starts to write.
   *
   * @param folder made when the first event comes
   */
  public LogFiles(Path folder, ThreadFactory threads) {
    this.folder = folder;
    threads.newThread(this::writeUntilClosed).start();
  }

  @Override
  public void add(LogGroup group, List<LogEvent> events) {
    if (!waiting.offer(new Batch(Optional.of(group), events))) {
      dropped.addAndGet(events.size());
    }
  }

  private void writeUntilClosed() {
    try {
      List<Batch> batches = new ArrayList<>();
      while (true) {
        batches.clear();
        batches.add(waiting.take());
        waiting.drainTo(batches);
        for (Batch batch : batches) {
          if (batch.group().isEmpty()) {
            return;
          }
          write(batch.group().get(), batch.events());
        }
        flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      flush();
      closeAll();
      ended.complete(null);
    }
  }

  private void write(LogGroup group, List<LogEvent> events) {
    try {
      Writer out = writer(group);
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        out.write(lost + " events of all groups were dropped here\n");
      }
      for (LogEvent event : events) {
        out.write(DateTimeFormatter.ISO_INSTANT.format(event.time()));
        out.write(' ');
        out.write(oneEvent(event.message()));
        out.write('\n');
      }
    } catch (IOException e) {
      LOG.log(Level.ERROR, "event=log-not-written group=" + group.name() + " reason=\"" + e + "\"");
    }
  }

  /** What a client has sent may hold line ends: no line of it looks like the start of an event. */
  private static String oneEvent(String message) {
    return message.replace("\r", "\\r").replace("\n", "\n\t");
  }

  private Writer writer(LogGroup group) throws IOException {
    Writer known = open.get(group);
    if (known != null) {
      return known;
    }
    if (open.size() >= MOST_OPEN) {
      closeAll();
    }
    Path file = file(group);
    Files.createDirectories(file.getParent());
    Writer opened =
        Files.newBufferedWriter(
            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    open.put(group, opened);
    return opened;
  }

  private Path file(LogGroup group) {
    String name = group.name().replaceAll("[^A-Za-z0-9._#-]", "_") + ".log";
    return folder
        .resolve(group.owner().account().value())
        .resolve(group.owner().region().code())
        .resolve(name);
  }

  private void flush() {
    for (Map.Entry<LogGroup, Writer> entry : open.entrySet()) {
      try {
        entry.getValue().flush();
      } catch (IOException e) {
        LOG.log(
            Level.ERROR,
            "event=log-not-written group=" + entry.getKey().name() + " reason=\"" + e + "\"");
      }
    }
  }

  private void closeAll() {
    for (Map.Entry<LogGroup, Writer> entry : open.entrySet()) {
      try {
        entry.getValue().close();
      } catch (IOException e) {
        LOG.log(
            Level.ERROR,
            "event=log-not-closed group=" + entry.getKey().name() + " reason=\"" + e + "\"");
      }
    }
    open.clear();
  }

  /** Writes what has come; returns when it is on disk. */
  @Override
  public void close() {
    waiting.add(new Batch(Optional.empty(), List.of()));
    ended.join();
  }
}
