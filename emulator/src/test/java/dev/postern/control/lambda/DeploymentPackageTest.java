package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.aws.error.AwsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentPackageTest {
  private static final String NOT_READABLE =
      "Could not unzip uploaded file. Please check your file, then try to upload again.";

  @Test
  void filesAndFoldersAreAccepted() {
    byte[] zip = bytes("index.js", "1", "lib/", "", "lib/a..b.js", "2");

    assertThatCode(() -> DeploymentPackage.check(zip)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "..", "/etc/passwd", "a\\..\\..\\evil"})
  void entryOutsideOfTheFolderIsRefused(String name) {
    assertThat(refused(bytes(name, "1")).text()).isEqualTo(NOT_READABLE);
  }

  @Test
  void zipWithoutEntriesIsRefused() {
    assertThat(refused(bytes()).text()).isEqualTo("Uploaded file must be a non-empty zip");
  }

  @Test
  void emptyFileIsRefused() {
    assertThat(refused(new byte[0]).text()).isEqualTo(NOT_READABLE);
  }

  @Test
  void truncatedZipIsRefused() {
    byte[] zip = bytes("index.js", "exports.handler = 1");

    assertThat(refused(Arrays.copyOf(zip, zip.length - 1)).text()).isEqualTo(NOT_READABLE);
    assertThat(refused(Arrays.copyOf(zip, zip.length / 2)).text()).isEqualTo(NOT_READABLE);
  }

  @Test
  void damagedContentIsRefused() throws IOException {
    byte[] zip = stored(new byte[1_000]);
    zip[100] ^= 1;

    assertThat(refused(zip).text()).isEqualTo(NOT_READABLE);
  }

  @Test
  void fiftyMegabytesZippedAreTheMaximum() throws IOException {
    byte[] noise = new byte[52_428_800];
    new Random(1).nextBytes(noise);

    AwsException error = refused(stored(noise));

    assertThat(error.status()).isEqualTo(413);
    assertThat(error.code()).isEqualTo("RequestEntityTooLargeException");
    assertThat(error.text()).isEqualTo("Zipped size must be smaller than 52428800 bytes");
  }

  @Test
  void sizeIsMeasuredByUnzipping() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (int entry = 0; entry < 2; entry++) {
        zip.putNextEntry(new ZipEntry("zeros" + entry));
        for (int i = 0; i < 126; i++) {
          zip.write(zeros);
        }
      }
    }

    AwsException error = refused(bytes.toByteArray());

    assertThat(error.code()).isEqualTo("InvalidParameterValueException");
    assertThat(error.text()).isEqualTo("Unzipped size must be smaller than 262144000 bytes");
  }

  private static byte[] stored(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      zip.putNextEntry(new ZipEntry("index.js"));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String... namesAndContents) {
    return zip(namesAndContents).asByteArray();
  }

  private static AwsException refused(byte[] zip) {
    return catchThrowableOfType(AwsException.class, () -> DeploymentPackage.check(zip));
  }
}
