package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTextTest {
  @Test
  void bytesStandInText() {
    assertThat(new BodyText("\u00E9{bytes:ff00}a{bytes:80}").bytes())
        .containsExactly(0xC3, 0xA9, 0xFF, 0, 'a', 0x80);
  }

  @Test
  void bytesAreNotTheCharacterThatReplacesThem() {
    byte[] replaced = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> new BodyText("{bytes:ff}").check("body", replaced))
        .isInstanceOf(AssertionError.class);
    assertThatCode(() -> new BodyText("{bytes:efbfbd}").check("body", replaced))
        .doesNotThrowAnyException();
  }

  @Test
  void textMayHavePlaceholders() {
    byte[] actual = "n=12".getBytes(StandardCharsets.UTF_8);

    assertThatCode(() -> new BodyText("n={number}").check("body", actual))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new BodyText("m={number}").check("body", actual))
        .isInstanceOf(AssertionError.class);
  }
}
