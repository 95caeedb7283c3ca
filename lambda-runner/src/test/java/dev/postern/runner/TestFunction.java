package dev.postern.runner;

import dev.postern.runner.FunctionSpec.CodePackage.Zip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** Builder of a function. */
public final class TestFunction {
  private final String name;
  private final String runtime;
  private final String handler;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String revision = "1";
  private Duration timeout = Duration.ofSeconds(10);
  private int memory = 256;
  private @Nullable Integer reservedConcurrency;

  private TestFunction(String name, String runtime, String handler) {
    this.name = name;
    this.runtime = runtime;
    this.handler = handler;
  }

  public static TestFunction named(String name, String runtime, String handler) {
    return new TestFunction(name, runtime, handler);
  }

  /** Adds a file to the package. A file named {@code bootstrap} is executable. */
  public TestFunction file(String path, String content) {
    files.put(path, content);
    return this;
  }

  public TestFunction variable(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public TestFunction revision(String newRevision) {
    revision = newRevision;
    return this;
  }

  public TestFunction timeout(Duration newTimeout) {
    timeout = newTimeout;
    return this;
  }

  public TestFunction memory(int megabytes) {
    memory = megabytes;
    return this;
  }

  public TestFunction reservedConcurrency(int max) {
    reservedConcurrency = max;
    return this;
  }

  public FunctionSpec spec() {
    byte[] zip = zip(files);
    return new FunctionSpec(
        "arn:aws:lambda:eu-west-1:000000000000:function:" + name,
        name,
        "$LATEST",
        revision,
        runtime,
        handler,
        new Zip(zip, sha256(zip)),
        environment,
        timeout,
        memory,
        System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64",
        "eu-west-1",
        "000000000000",
        reservedConcurrency);
  }

  /** Creates a zip file with Unix permissions. */
  public static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
        entry.setUnixMode(file.getKey().equals("bootstrap") ? 0100755 : 0100644);
        zip.putArchiveEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
