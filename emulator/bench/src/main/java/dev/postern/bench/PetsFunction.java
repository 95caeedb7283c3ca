package dev.postern.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The Node function that is measured, behind Postern and behind its counterpart. */
final class PetsFunction {
  private static final String CODE =
      """
      const pets = [{ id: 1, type: 'dog', price: 249.99 }, { id: 2, type: 'cat', price: 124.99 }];
      exports.handler = async (event) => ({
        statusCode: 200,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ path: event.path, pets }),
      });
      """;

  private PetsFunction() {}

  /** The deployment package. */
  static byte[] zip() throws IOException {
    return zip(CODE);
  }

  /** The deployment package of a function with this code. */
  static byte[] zip(String code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("index.js"));
      zip.write(code.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
