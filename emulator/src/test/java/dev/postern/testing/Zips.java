package dev.postern.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/** Makes deployment packages and unpacks SDKs. */
public final class Zips {
  private Zips() {}

  /** Returns a zip of one file. */
  public static SdkBytes of(String name, String text) {
    return of(Map.of(name, text));
  }

  /** Returns a zip of files, given by name. */
  public static SdkBytes of(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  /** Returns the paths of a zip's files, in their order. */
  public static List<String> names(byte[] zip) {
    return List.copyOf(files(zip).keySet());
  }

  /** Returns the files of a zip by path. */
  public static Map<String, byte[]> files(byte[] zip) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return files;
  }

  /** Writes the files of a zip below a folder. */
  public static void unpack(byte[] zip, Path folder) {
    files(zip)
        .forEach((name, bytes) -> {
          try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
