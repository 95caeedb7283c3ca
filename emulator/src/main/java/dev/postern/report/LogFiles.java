package dev.postern.report;

import java.io.IOException;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends logs to files in a folder, one per group: {@code {account}/{region}/{group with slashes
 * as underscores}.log}. Further lines of an event begin with a tab.
 */
public final class LogFiles implements LogSink {
  private static final System.Logger LOG = System.getLogger("postern.report");
  private static final int MAX_OPEN = 64;

  private final Path folder;
  private final Map<LogGroup, Writer> open = new HashMap<>();

  /**
   * Writes into a folder.
   *
   * @param folder created with the first event
   */
  public LogFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public void take(LogGroup group, List<LogEvent> events, long lost) {
    try {
      Writer out = writer(group);
      if (lost > 0) {
        out.write(lost + " events were dropped here\n");
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

  /**
   * Returns a message whose further lines cannot be mistaken for the start of an event. Text of
   * clients may contain line breaks.
   */
  private static String oneEvent(String message) {
    return message.replace("\r", "\\r").replace("\n", "\n\t");
  }

  private Writer writer(LogGroup group) throws IOException {
    Writer known = open.get(group);
    if (known != null) {
      return known;
    }
    if (open.size() >= MAX_OPEN) {
      close();
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

  @Override
  public void flush() {
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

  @Override
  public void close() {
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
}
