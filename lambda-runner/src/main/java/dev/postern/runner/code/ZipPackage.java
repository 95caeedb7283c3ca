package dev.postern.runner.code;

import dev.postern.runner.code.PackageEntry.File;
import dev.postern.runner.code.PackageEntry.Folder;
import dev.postern.runner.code.PackageEntry.Link;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Reader of a zip file. Checks each name and size before it passes the entry to a consumer.
 *
 * <p>Links come last and are never the parent of another entry, so nothing is written through them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a> (250 MB unzipped)
 */
final class ZipPackage {
  private static final long MAX_BYTES = 262_144_000;
  private static final int MAX_TARGET_LENGTH = 4096;

  private ZipPackage() {}

  /** Receives the entries in order. */
  interface Consumer {
    void folder(Folder folder) throws IOException;

    /**
     * Receives one file.
     *
     * @param content ends after exactly {@code file.size()} bytes; the consumer does not close it
     */
    void file(File file, InputStream content) throws IOException;

    void link(Link link) throws IOException;
  }

  /**
   * Passes all entries to the consumer.
   *
   * @throws CodeException if the bytes are not a zip file, or an entry refers to a path outside it
   * @throws IOException if the consumer cannot write
   */
  static void read(byte[] bytes, Consumer consumer) throws CodeException, IOException {
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
            .setCharset(StandardCharsets.UTF_8)
            .get()) {
      new Reading(zip, consumer).run();
    } catch (ConsumerFailed failed) {
      throw failed.reason;
    } catch (IOException e) {
      throw new CodeException("not a readable zip file (" + e.getMessage() + ")", e);
    }
  }

  /** A failure of the consumer, as opposed to one of a damaged zip file. */
  private static final class ConsumerFailed extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient IOException reason;

    ConsumerFailed(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private static final class Reading {
    private final ZipFile zip;
    private final Consumer consumer;
    private final Set<String> folders = new HashSet<>();
    private final Set<String> links = new HashSet<>();
    private long total;

    Reading(ZipFile zip, Consumer consumer) {
      this.zip = zip;
      this.consumer = consumer;
    }

    void run() throws CodeException, IOException {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.isUnixSymlink()) {
          links.add(EntryPath.of(entry.getName()));
        }
      }
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (!entry.isUnixSymlink()) {
          readPlain(entry);
        }
      }
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.isUnixSymlink()) {
          readLink(entry);
        }
      }
    }

    private void readPlain(ZipArchiveEntry entry) throws CodeException, IOException {
      String path = EntryPath.of(entry.getName());
      if (path.isEmpty()) {
        return;
      }
      if (links.contains(path)) {
        throw new CodeException("'" + path + "' is both a link and an entry of its own");
      }
      if (entry.isDirectory() || entry.getName().endsWith("\\")) {
        folder(path);
        return;
      }
      parents(path);
      if (!zip.canReadEntryData(entry)) {
        throw new CodeException("entry '" + path + "' is encrypted or packed in an unknown way");
      }
      count(path, entry.getSize());
      boolean executable = (entry.getUnixMode() & 0100) != 0;
      try (InputStream content = zip.getInputStream(entry)) {
        File file = new File(path, executable, entry.getSize());
        hand(() -> consumer.file(file, new ExactStream(content, file)));
      }
    }

    private void readLink(ZipArchiveEntry entry) throws CodeException, IOException {
      String path = EntryPath.of(entry.getName());
      if (entry.getSize() > MAX_TARGET_LENGTH) {
        throw new CodeException("link '" + path + "' is too long");
      }
      String target = zip.getUnixSymlink(entry);
      EntryPath.checkTarget(path, target);
      parents(path);
      hand(() -> consumer.link(new Link(path, target)));
    }

    private void parents(String path) throws CodeException, IOException {
      int slash = path.lastIndexOf('/');
      if (slash > 0) {
        folder(path.substring(0, slash));
      }
    }

    private void folder(String path) throws CodeException, IOException {
      if (folders.contains(path)) {
        return;
      }
      if (links.contains(path)) {
        throw new CodeException("'" + path + "' is both a link and a folder");
      }
      parents(path);
      folders.add(path);
      hand(() -> consumer.folder(new Folder(path)));
    }

    private void count(String path, long size) throws CodeException {
      total += size;
      if (size < 0 || total > MAX_BYTES) {
        throw new CodeException(
            "unzipped size must be smaller than " + MAX_BYTES + " bytes (at '" + path + "')");
      }
    }

    private static void hand(Writing writing) throws IOException {
      try {
        writing.run();
      } catch (ExactStream.Mismatch e) {
        throw e;
      } catch (IOException e) {
        throw new ConsumerFailed(e);
      }
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
