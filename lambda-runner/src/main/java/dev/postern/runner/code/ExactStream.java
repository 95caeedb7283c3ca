package dev.postern.runner.code;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file's content; fails if its length differs from the entry in the zip directory. */
final class ExactStream extends FilterInputStream {
  private final PackageEntry.File file;
  private long left;

  ExactStream(InputStream content, PackageEntry.File file) {
    super(content);
    this.file = file;
    this.left = file.size();
  }

  /** The length differs from the entry in the zip directory, or the compressed data is damaged. */
  static final class Mismatch extends IOException {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
      super(message);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = fill(buffer, offset, length);
    if (count < 0 && left > 0) {
      throw new Mismatch("'" + file.path() + "' is shorter than its directory entry says");
    }
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new Mismatch("'" + file.path() + "' is longer than its directory entry says");
    }
    return count;
  }

  private int fill(byte[] buffer, int offset, int length) throws Mismatch {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw new Mismatch("'" + file.path() + "' is damaged: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    // The reader of the package closes the entry.
  }
}
