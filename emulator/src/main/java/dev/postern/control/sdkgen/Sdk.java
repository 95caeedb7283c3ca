package dev.postern.control.sdkgen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A generated SDK.
 *
 * @param fileName such as {@code android_2016-02-22_23-52Z.zip}
 */
public record Sdk(String fileName, byte[] zip) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm'Z'").withZone(ZoneOffset.UTC);

  /** Creates a zip of the files below one folder, all with the same time. */
  static Sdk of(Platform platform, String folder, SortedMap<String, byte[]> files, Instant time) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(folder + "/" + file.getKey());
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return new Sdk(platform.id() + "_" + TIME.format(time) + ".zip", bytes.toByteArray());
  }
}
