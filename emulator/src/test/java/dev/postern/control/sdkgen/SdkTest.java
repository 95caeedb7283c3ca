package dev.postern.control.sdkgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Zips;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SdkTest {
  private static final Instant TIME = Instant.parse("2016-02-22T23:52:10Z");

  @Test
  void equalFilesYieldEqualZips() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("b/c.txt", new byte[] {1});
    files.put("a.txt", new byte[] {2});

    Sdk one = Sdk.of(Platform.ANDROID, "folder", files, TIME);
    Sdk other = Sdk.of(Platform.ANDROID, "folder", files, TIME);

    assertThat(one.zip()).isEqualTo(other.zip());
    assertThat(one.fileName()).isEqualTo("android_2016-02-22_23-52Z.zip");
    assertThat(Zips.names(one.zip())).containsExactly("folder/a.txt", "folder/b/c.txt");
  }
}
