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
 * Refuses a deployment package that could not be run: by reading it through once, writing nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
final class DeploymentPackage {
  private static final int ZIPPED_MOST = 52_428_800;
  private static final long UNZIPPED_MOST = 262_144_000;

  private DeploymentPackage() {}

  /**
   * Checks the zip: sizes, names and every byte of every entry.
   *
   * @throws AwsException in Lambda's words when it is too large, empty, damaged, or has an entry
   *     that would land outside of the function's folder
   */
  static void check(byte[] zip) {
    if (zip.length > ZIPPED_MOST) {
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
      if (leavesTheFolder(entry.getName()) || !file.canReadEntryData(entry)) {
        throw LambdaErrors.zipNotReadable();
      }
      unzipped += sizeOf(file, entry, buffer, UNZIPPED_MOST - unzipped);
    }
  }

  private static boolean leavesTheFolder(String name) {
    return name.startsWith("/") || Arrays.asList(name.split("[/\\\\]")).contains("..");
  }

  /** Reads to the end rather than trust the size that the entry claims. */
  private static long sizeOf(ZipFile file, ZipArchiveEntry entry, byte[] buffer, long most)
      throws IOException {
    CRC32 checksum = new CRC32();
    long size = 0;
    try (InputStream content = file.getInputStream(entry);
        InputStream checked = new CheckedInputStream(content, checksum)) {
      for (int read = checked.read(buffer); read >= 0; read = checked.read(buffer)) {
        size += read;
        if (size > most) {
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
