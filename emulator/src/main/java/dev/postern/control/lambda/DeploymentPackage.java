package dev.postern.control.lambda;

import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.LambdaErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Validates deployment packages by reading them once, without writing files.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
final class DeploymentPackage {
  private static final int MAX_ZIP_BYTES = 52_428_800;
  private static final long MAX_UNZIPPED_BYTES = 262_144_000;

  private DeploymentPackage() {}

  /**
   * Checks the zip: sizes, names and every byte of every entry.
   *
   * @throws AwsException with Lambda's text if the zip is too large, empty or damaged, or an entry
   *     lies outside the function's folder
   */
  static void check(byte[] zip) {
    if (zip.length > MAX_ZIP_BYTES) {
      throw LambdaErrors.zipTooLarge();
    }
    try (ZipFile file = ZipFile.builder().setByteArray(zip).get()) {
      checkEntries(file);
    } catch (IOException _) {
      throw LambdaErrors.zipNotReadable();
    }
  }

  private static void checkEntries(ZipFile file) throws IOException {
    Enumeration<ZipArchiveEntry> entries = file.getEntries();
    if (!entries.hasMoreElements()) {
      throw LambdaErrors.zipEmpty();
    }
    long unzipped = 0;
    byte[] buffer = new byte[16_384];
    while (entries.hasMoreElements()) {
      ZipArchiveEntry entry = entries.nextElement();
      if (isOutsideFolder(entry.getName()) || !file.canReadEntryData(entry)) {
        throw LambdaErrors.zipNotReadable();
      }
      unzipped += sizeOf(file, entry, buffer, MAX_UNZIPPED_BYTES - unzipped);
    }
  }

  private static boolean isOutsideFolder(String name) {
    return name.startsWith("/") || Arrays.asList(name.split("[/\\\\]")).contains("..");
  }

  /** Returns the size of an entry by reading it; the size in the entry's header is not trusted. */
  private static long sizeOf(ZipFile file, ZipArchiveEntry entry, byte[] buffer, long max)
      throws IOException {
    CRC32 checksum = new CRC32();
    long size = 0;
    try (InputStream content = file.getInputStream(entry);
        InputStream checked = new CheckedInputStream(content, checksum)) {
      for (int read = checked.read(buffer); read >= 0; read = checked.read(buffer)) {
        size += read;
        if (size > max) {
          throw LambdaErrors.unzippedTooLarge();
        }
      }
    }
    if (!entry.isDirectory() && checksum.getValue() != entry.getCrc()) {
      throw LambdaErrors.zipNotReadable();
    }
    return size;
  }
}
