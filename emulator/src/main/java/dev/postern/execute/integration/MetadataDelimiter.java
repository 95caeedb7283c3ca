package dev.postern.execute.integration;

/** The delimiter of eight zero bytes after the metadata of a function that streams. */
public final class MetadataDelimiter {
  static final int BYTES = 8;

  private MetadataDelimiter() {}

  /** Returns the index of the delimiter, or -1 if it is not there. */
  public static int indexIn(byte[] bytes, int from, int end) {
    int zeros = 0;
    for (int i = from; i < end; i++) {
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      if (zeros == BYTES) {
        return i - BYTES + 1;
      }
    }
    return -1;
  }
}
