package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body of a golden file: UTF-8 text in which <code>{bytes:ff61}</code> stands for bytes that need
 * not be text.
 */
public record BodyText(String text) {
  private static final Pattern BYTES = Pattern.compile("\\{bytes:((?:[0-9a-f]{2})+)}");

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher hex = BYTES.matcher(text);
    int end = 0;
    while (hex.find()) {
      bytes.writeBytes(text.substring(end, hex.start()).getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(HexFormat.of().parseHex(hex.group(1)));
      end = hex.end();
    }
    bytes.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /**
   * Fails unless the actual bytes are these. A text without bytes may have the placeholders of
   * {@link ExpectedText}.
   */
  public void check(String what, byte[] actual) {
    if (BYTES.matcher(text).find()) {
      assertThat(actual)
          .as(what)
          .asHexString()
          .isEqualTo(HexFormat.of().withUpperCase().formatHex(bytes()));
    } else {
      new ExpectedText(text).check(what, new String(actual, StandardCharsets.UTF_8));
    }
  }
}
