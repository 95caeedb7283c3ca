package dev.postern.runner.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownPathsTest {
  @Test
  void folderIsShownInAnotherPlaceInAllItsSpellings(@TempDir Path temporary) throws IOException {
    Path real = Files.createDirectory(temporary.resolve("a b"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);

    ShownPaths shown = ShownPaths.AS_THEY_ARE.with(link, "/var/task");

    assertThat(shown.in(link + "/x " + real + "/x " + real.toUri() + "x file://" + link + "/x"))
        .isEqualTo("/var/task/x /var/task/x file:///var/task/x file:///var/task/x");
  }

  @Test
  void otherTextStaysAsItIs() {
    ShownPaths shown = ShownPaths.AS_THEY_ARE.with(Path.of("/folder/code"), "/var/task");
    byte[] binary = {(byte) 0xFF, 0, 1};

    assertThat(shown.in("/folder/other ä")).isEqualTo("/folder/other ä");
    assertThat(shown.in("{\"a\":\"/folder/code/x\"}".getBytes(UTF_8)))
        .asString(UTF_8)
        .isEqualTo("{\"a\":\"/var/task/x\"}");
    assertThat(ShownPaths.AS_THEY_ARE.in(binary)).isSameAs(binary);
  }
}
