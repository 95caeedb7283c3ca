package dev.postern.runner.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.runner.FunctionSpec.CodePackage.Zip;
import dev.postern.runner.TestFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeStoreTest {
  private static final int FILE = 0100644;
  private static final int LINK = 0120777;

  @TempDir Path folder;

  @Test
  void folderContainsTheFilesWithTheirPermissions() throws Exception {
    Zip zip = plain(Map.of("bootstrap", "#!/bin/sh", "lib/deep/a.txt", "ä"));

    try (CodeStore store = new CodeStore(folder.resolve("code"));
        CodeStore.Code code = store.acquire(zip, CodeForm.FOLDER)) {

      assertThat(code.path().resolve("lib/deep/a.txt")).hasContent("ä");
      assertThat(Files.isExecutable(code.path().resolve("bootstrap"))).isTrue();
      assertThat(code.path().resolve("lib/deep/a.txt"))
          .satisfies(file ->
              assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("EXEC"));
    }
  }

  @Test
  void archiveContainsTheFilesOwnedByRoot() throws Exception {
    String longName = "a".repeat(120) + "/" + "b".repeat(120);
    Zip zip = plain(Map.of("bootstrap", "#!/bin/sh", longName, "x"));

    try (CodeStore store = new CodeStore(folder.resolve("code"));
        CodeStore.Code code = store.acquire(zip, CodeForm.ARCHIVE)) {
      List<String> entries = new ArrayList<>();
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(Files.newInputStream(code.path()))) {
        for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
          entries.add(Integer.toOctalString(e.getMode() & 0777) + " " + e.getName());
          assertThat(e.getLongUserId()).isZero();
        }
      }

      assertThat(entries)
          .containsExactlyInAnyOrder(
              "755 bootstrap", "755 " + "a".repeat(120) + "/", "644 " + longName);
    }
  }

  @Test
  void equalCodeIsUnpackedOnceAndRemovedByItsLastHolder() throws Exception {
    Zip zip = plain(Map.of("a.txt", "x"));

    try (CodeStore store = new CodeStore(folder.resolve("code"))) {
      CodeStore.Code first = store.acquire(zip, CodeForm.FOLDER);
      CodeStore.Code second = store.acquire(zip, CodeForm.FOLDER);
      first.close();

      assertThat(second.path()).isEqualTo(first.path()).exists();

      second.close();

      assertThat(second.path()).doesNotExist();
    }
    assertThat(folder.resolve("code")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "..\\evil", "C:\\evil", "a/.."})
  void nameOutsideThePackageIsRefused(String name) throws Exception {
    Zip zip = zip(new Entry(name, FILE, "x"));

    assertRefused(zip, CodeForm.FOLDER);
    assertRefused(zip, CodeForm.ARCHIVE);
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "link, ../evil",
    "link, /etc/passwd",
    "a/link, ../../evil",
    "a/b/link, ../c/../../../x"
  })
  void linkOutOfThePackageIsRefused(String name, String target) throws Exception {
    Zip zip = zip(new Entry(name, LINK, target));

    assertRefused(zip, CodeForm.FOLDER);
    assertRefused(zip, CodeForm.ARCHIVE);
  }

  @Test
  void linkInsideThePackageIsKept() throws Exception {
    Zip zip = zip(new Entry("a/link", LINK, "../b/real.txt"), new Entry("b/real.txt", FILE, "x"));

    try (CodeStore store = new CodeStore(folder.resolve("code"));
        CodeStore.Code code = store.acquire(zip, CodeForm.FOLDER)) {

      assertThat(code.path().resolve("a/link")).isSymbolicLink().hasContent("x");
    }
  }

  @Test
  void nothingIsWrittenThroughALink() throws Exception {
    Zip zip = zip(new Entry("a", LINK, "b"), new Entry("a/x.txt", FILE, "x"));

    assertRefused(zip, CodeForm.FOLDER);
  }

  @Test
  void bytesThatAreNotAZipAreRefused() throws Exception {
    Zip zip = new Zip("no zip".getBytes(StandardCharsets.UTF_8), "sha");

    assertRefused(zip, CodeForm.FOLDER);
  }

  @Test
  void damagedContentIsRefused() throws Exception {
    byte[] bytes = plain(Map.of("a.txt", "x".repeat(5000))).bytes();
    bytes[45] ^= 0x55;

    assertRefused(new Zip(bytes, "sha"), CodeForm.FOLDER);
  }

  private void assertRefused(Zip zip, CodeForm form) {
    try (CodeStore store = new CodeStore(folder.resolve("code"))) {
      assertThatThrownBy(() -> store.acquire(zip, form)).isInstanceOf(CodeException.class);
    }
  }

  private record Entry(String name, int mode, String content) {}

  private static Zip plain(Map<String, String> files) {
    return new Zip(TestFunction.zip(files), "sha/of+it=");
  }

  private static Zip zip(Entry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (Entry each : entries) {
        ZipArchiveEntry entry = new ZipArchiveEntry(each.name());
        entry.setUnixMode(each.mode());
        zip.putArchiveEntry(entry);
        zip.write(each.content().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }
    return new Zip(bytes.toByteArray(), "sha");
  }
}
